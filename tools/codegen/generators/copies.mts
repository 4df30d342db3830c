import type { CommonField } from '../commonFields.mts';
import { copySource } from '../copySource.mts';
import type { Generator } from '../generator.mts';
import { targetsOf } from '../targets.mts';

/** The straight-line code that copies the objects inside callbacks. */
export const generator: Generator = {
	name: 'copies',
	async generate({ events, readJson }) {
		const common = await readJson<CommonField[]>('commonFields.json');
		const copies = events
			.flatMap((event) => targetsOf(event, common))
			.flatMap(({ copy }) => (copy ? [copy] : []));
		const content = [
			"import { camelCaseCopy, copied } from '../../json/copy';",
			"import type { JsonObject } from '../../json/values';",
			'',
			...copies.map(copySource),
		].join('\n');
		return [{ path: 'nodes/callback/generated/copies.ts', content }];
	},
};
