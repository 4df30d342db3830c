import { catalogue } from './events.mts';
import { everySchema } from './strictSchema.mts';

/** What ajv can't compile without a module that the package would have to ship. */
const NEEDS_A_MODULE = ['format', 'minLength', 'maxLength', 'discriminator', 'uniqueItems'];

const rows = catalogue.events.map((event) => [event.key, event] as const);

describe('the schema of', () => {
	test.each(rows)('%s describes every property', (_key, { schema }) => {
		const silent = everySchema(schema)
			.filter(([path, { description }]) => !path.endsWith('*') && !description)
			.map(([path]) => path);
		expect(silent).toEqual([]);
	});

	test.each(rows)('%s stays within what compiles to code of its own', (_key, { schema }) => {
		for (const [path, node] of everySchema(schema)) {
			const keywords = Object.keys(node).filter((keyword) => NEEDS_A_MODULE.includes(keyword));
			expect({ path, keywords }).toEqual({ path, keywords: [] });
			const scalars = [...((node.enum as unknown[]) ?? []), node.const];
			expect(scalars.filter((value) => typeof value === 'object')).toEqual([]);
		}
	});

	test.each(rows)('%s takes fields that are not documented yet', (_key, { schema }) => {
		const closed = everySchema(schema).filter(([, node]) => 'additionalProperties' in node);
		expect(closed).toEqual([]);
	});

	test.each(rows)('%s and event.json know the same fields', (_key, { schema, fields }) => {
		const signature = ['event_type', 't', 'sign'];
		const documented = Object.keys(schema.properties!).filter((name) => !signature.includes(name));
		expect(fields.map(({ from }) => from).sort()).toEqual(documented.sort());
	});

	test.each(rows)('%s and event.json agree on what always comes', (_key, { schema, fields }) => {
		const always = fields.filter(({ required }) => required === 'always').map(({ from }) => from);
		const required = schema.required!.filter((name) => name !== 'event_type');
		expect(always.sort()).toEqual(required.sort());
	});

	test.each(rows)(
		'%s allows the event types of event.json only',
		(_key, { schema, eventTypes }) => {
			expect(schema.properties!.event_type!.enum).toEqual(eventTypes);
		},
	);
});
