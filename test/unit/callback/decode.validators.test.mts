import Ajv from 'ajv';
import fc from 'fast-check';
import type { CommonField } from '../../../tools/catalogue/events.mts';
import { AJV_OPTIONS, runtimeSchemaOf } from '../../../tools/codegen/validators.mts';
import { targetsOf, UNKNOWN_EVENT } from '../../../tools/codegen/targets.mts';
import * as generated from '../../../nodes/callback/generated/validators.ts';
import { catalogue } from '../../tools/catalogue/events.mts';

const common = catalogue.readJson<CommonField[]>('commonFields.json');
const ajv = new Ajv.default(AJV_OPTIONS);

const rows = [...catalogue.events, { ...UNKNOWN_EVENT, payloads: [] }].map((event) => {
	const live = ajv.compile(runtimeSchemaOf(targetsOf(event, common)));
	return [event.key, generated[event.key as 'snapshot'], live, event.payloads] as const;
});

/** Values of every kind, those at the edges of what a field may hold among them. */
const anything = fc.oneof(
	fc.jsonValue({ maxDepth: 2 }),
	fc.constantFrom(
		'',
		'0',
		'12',
		'1.5',
		null,
		0,
		-1,
		1.5,
		8.64e12,
		8.64e12 + 1,
		1e300,
		true,
		[],
		{},
	),
);

describe('the generated validator of', () => {
	test.each(rows)('%s says of the examples what ajv says', (_key, validate, live, payloads) => {
		for (const { payload } of payloads) {
			live(payload);
			expect(validate(payload)).toEqual(live.errors ?? null);
		}
	});

	test.each(rows)('%s says of changed examples what ajv says', (_key, validate, live, payloads) => {
		const names = Object.keys((live.schema as { properties: object }).properties);
		const change = fc.dictionary(fc.constantFrom(...names), anything, { maxKeys: 4 });
		const bases = payloads.length > 0 ? payloads.map(({ payload }) => payload) : [{}];
		fc.assert(
			fc.property(fc.constantFrom(...bases), change, fc.subarray(names), (base, changes, gone) => {
				const payload: Record<string, unknown> = { ...base, ...changes };
				for (const name of gone) delete payload[name];
				live(payload);
				expect(validate(payload)).toEqual(live.errors ?? null);
			}),
			{ numRuns: 60 },
		);
	});
});
