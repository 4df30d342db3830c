import type { Member, Shape } from './itemShape.mts';

/** A JSON Schema as n8n shows it: types and members, a description where a name says too little. */
export type OutputSchema = {
	type: string;
	description?: string;
	properties?: Record<string, OutputSchema>;
	items?: OutputSchema;
};

/** What every item holds, whatever the event. */
const FRAME: Record<'before' | 'after', Record<string, OutputSchema>> = {
	before: {
		event: { type: 'string' },
		eventType: { type: 'integer' },
		deliveryId: {
			type: 'string',
			description:
				'The same for every delivery of one event. Another event has another one, unless the callback holds nothing that differs between the two.',
		},
		occurredAt: { type: 'string' },
		receivedAt: { type: 'string' },
	},
	after: {
		extra: { type: 'object' },
		validation: {
			type: 'object',
			properties: {
				ok: { type: 'boolean' },
				problems: {
					type: 'array',
					items: {
						type: 'object',
						properties: { field: { type: 'string' }, problem: { type: 'string' } },
					},
				},
				unknownFields: { type: 'array', items: { type: 'string' } },
				signatureExpiresAt: { type: 'string' },
			},
		},
	},
};

const INTERRUPTION: OutputSchema = {
	type: 'object',
	properties: {
		outcome: { type: 'string' },
		fault: { type: 'boolean' },
		reason: { type: 'string' },
		explanation: { type: 'string' },
		nextStep: { type: 'string' },
	},
};

/** The schema of an item of any of several events, given the members of each. */
export function itemSchema(membersOfEvents: Member[][]): OutputSchema {
	const fields = membersOfEvents.map((members) => schemaOf({ kind: 'object', members }));
	const merged = fields.reduce(merge, { type: 'object', properties: {} });
	return {
		type: 'object',
		properties: {
			...FRAME.before,
			...merged.properties,
			interruption: INTERRUPTION,
			...FRAME.after,
		},
	};
}

function schemaOf(shape: Shape): OutputSchema {
	switch (shape.kind) {
		case 'scalar':
			return { type: shape.types[0]! };
		case 'list':
			return { type: 'array', items: schemaOf(shape.members) };
		case 'object': {
			const members = shape.members.map((member) => [member.name, schemaOf(member.shape)] as const);
			return { type: 'object', properties: Object.fromEntries(members) };
		}
		default:
			return { type: 'object' };
	}
}

/** Members of both; where they differ in type, the first one stays. */
function merge(one: OutputSchema, other: OutputSchema): OutputSchema {
	if (one.type !== other.type) return one;
	if (one.items && other.items) return { ...one, items: merge(one.items, other.items) };
	const properties = { ...one.properties };
	for (const [name, schema] of Object.entries(other.properties ?? {})) {
		const known = properties[name];
		properties[name] = known ? merge(known, schema) : schema;
	}
	return Object.keys(properties).length > 0 ? { ...one, properties } : one;
}
