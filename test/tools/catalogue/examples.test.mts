import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import Ajv from 'ajv';
import { AJV_OPTIONS } from '../../../tools/codegen/validators.mts';
import { catalogue, completeRows, exampleRows } from './events.mts';
import { strictSchema } from './strictSchema.mts';

const ajv = new Ajv.default(AJV_OPTIONS);
const validate = new Map(
	catalogue.events.map(({ key, schema }) => [key, ajv.compile(strictSchema(schema))]),
);

describe('an example of the catalogue', () => {
	test.each(completeRows)(
		'%s fits its schema with nothing added',
		(_name, { key }, { payload }) => {
			const check = validate.get(key)!;
			check(payload);
			expect(check.errors ?? []).toEqual([]);
		},
	);

	test.each(exampleRows.filter(([, , { lacks }]) => lacks))(
		'%s fits its schema but for the fields it is said to lack',
		(_name, { key }, { payload, lacks }) => {
			const check = validate.get(key)!;
			check(payload);
			const missing = check.errors!.map(
				({ params }) => (params as Record<string, string>).missingProperty,
			);
			expect(missing.sort()).toEqual([...lacks!].sort());
		},
	);

	test.each(completeRows)(
		'%s holds JSON of the documented shape in its texts',
		(_name, event, { payload }) => {
			for (const [field, { contentSchema }] of Object.entries(event.schema.properties!)) {
				if (contentSchema === undefined || !payload[field]) continue;
				const check = ajv.compile(strictSchema(contentSchema));
				check(JSON.parse(payload[field] as string));
				expect({ field, errors: check.errors ?? [] }).toEqual({ field, errors: [] });
			}
		},
	);

	test.each(catalogue.events.map((event) => [event.key, event] as const))(
		'of %s stands in a file that event.json names, and the other way round',
		async (key, event) => {
			const folder = join(catalogue.root, 'catalogue/events', key, 'examples');
			const files = await readdir(folder);
			expect(files.sort()).toEqual(event.examples.map(({ file }) => file).sort());
		},
	);

	test('holds no integer that JSON.parse would round', async () => {
		for (const [, { key }, { file, payload }] of exampleRows) {
			const path = join(catalogue.root, 'catalogue/events', key, 'examples', file);
			const text = (await readFile(path, 'utf8')).replace(/\s+/g, '');
			expect(JSON.stringify(payload).replace(/\s+/g, '')).toBe(text);
		}
	});
});
