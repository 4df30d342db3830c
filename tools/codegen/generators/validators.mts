import type { CommonField } from '../commonFields.mts';
import type { Generator } from '../generator.mts';
import { runtimeSchemaOf } from '../runtimeSchema.mts';
import { targetsOf, UNKNOWN_EVENT } from '../targets.mts';
import { validatorSource } from '../validatorSource.mts';

/** One compiled ajv validator for each event. */
export const generator: Generator = {
	name: 'validators',
	async generate({ events, readJson }) {
		const common = await readJson<CommonField[]>('commonFields.json');
		const functions = [...events, UNKNOWN_EVENT].map((event) =>
			validatorSource(event.key, runtimeSchemaOf(targetsOf(event, common))),
		);
		const content = [
			"import type { JsonObject } from '../../json/values';",
			"import type { SchemaError } from '../types';",
			'',
			...functions,
		].join('\n');
		return [{ path: 'nodes/callback/generated/validators.ts', content }];
	},
};
