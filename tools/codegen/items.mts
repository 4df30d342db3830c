import type { CatalogueEvent, CommonField } from '../catalogue/events.mts';
import { type Generator, jsDoc, quoted } from './files.mts';
import { itemMembers, type Member, type Shape, targetsOf, UNKNOWN_EVENT } from './targets.mts';

/** The TypeScript type of every item; it holds where `validation.ok` is true. */
export const items: Generator = {
	name: 'items',
	async generate({ events, readJson }) {
		const common = await readJson<CommonField[]>('commonFields.json');
		const unknown = { ...UNKNOWN_EVENT, schema: {} } as CatalogueEvent;
		const types = events.map((event) =>
			itemType(event, itemMembers(targetsOf(event, common), event)),
		);
		const unknownType = itemType(unknown, itemMembers(targetsOf(UNKNOWN_EVENT, common), unknown));
		const content = `
			import type { Interruption, ItemFrame, StreamParams } from '../types';

			${types.join('\n\n')}

			/** An event type that the catalogue lacks; the payload stands in \`extra\`. */
			${unknownType.replace(/^\/\*\*.*\*\/\n/, '')}

			/** What a workflow gets for one callback. */
			export type CallbackItem = ${[...events.map(({ key }) => key), 'unknown'].map(typeName).join(' | ')};
		`;
		return [{ path: 'nodes/callback/generated/items.ts', content }];
	},
};

function itemType(event: CatalogueEvent, members: ReturnType<typeof itemMembers>): string {
	const interruption = event.interruption
		? '/** Why the stream ended. */\ninterruption: Interruption;'
		: '';
	return `/** ${event.whenSent ?? ''} */
		export interface ${typeName(event.key)} extends ItemFrame {
			event: ${quoted(event.key)};
			${membersSource(members)}
			${interruption}
		}`;
}

function typeName(key: string): string {
	return `${key.charAt(0).toUpperCase()}${key.slice(1)}Item`;
}

/** The members of an object type, each with its description. */
function membersSource(members: Member[]): string {
	return members
		.map(({ name, shape, optional, nullable, description }) => {
			const type = `${typeSource(shape)}${nullable ? ' | null' : ''}`;
			return `${jsDoc(description)}${quoted(name)}${optional ? '?' : ''}: ${type};`;
		})
		.join('\n');
}

function typeSource(shape: Shape): string {
	switch (shape.kind) {
		case 'scalar':
			return shape.types.map((type) => (type === 'integer' ? 'number' : type)).join(' | ');
		case 'params':
			return 'StreamParams';
		case 'list':
			return `Array<${typeSource(shape.members)}>`;
		case 'object':
			return `{\n${membersSource(shape.members)}\n}`;
		default:
			return 'Record<string, unknown>';
	}
}

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
		eventName: { type: 'string' },
		summary: {
			type: 'string',
			description: 'What happened, in one sentence that can be sent to people as it is',
		},
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
function itemSchema(membersOfEvents: Member[][]): OutputSchema {
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

/**
 * Where n8n looks for what a node puts out: for a trigger under either of the first two names,
 * depending on who asks, for an operation under the third.
 */
const PATHS = [
	'nodes/TencentLvbTrigger/__schema__/v2.0.0.json',
	'nodes/TencentLvbTrigger/__schema__/v2.0.0/output.json',
	'nodes/TencentLvb/__schema__/v1.0.0/callbackEvent/decode.json',
];

const DELIVERIES_PATH = 'nodes/TencentLvb/__schema__/v1.0.0/callbackEvent/getDeliveries.json';

/** A try to deliver an event, as Tencent's log tells of it. */
const deliverySchema = (event: OutputSchema): OutputSchema => ({
	type: 'object',
	properties: {
		delivered: { type: 'boolean' },
		resultCode: {
			type: 'integer',
			description: '0 where it was delivered; Tencent does not document the others',
		},
		sentAt: {
			type: 'string',
			description: 'When the address answered, or when the event happened where it did not',
		},
		answer: { type: 'string' },
		event,
	},
});

/** The output schemas of the nodes whose items are events. */
export const outputSchemas: Generator = {
	name: 'output schemas',
	async generate({ events, readJson }) {
		const common = await readJson<CommonField[]>('commonFields.json');
		const members = events.map((event) => itemMembers(targetsOf(event, common), event));
		const item = itemSchema(members);
		const content = JSON.stringify({ ...item, version: 1 });
		return [
			...PATHS.map((path) => ({ path, content })),
			{ path: DELIVERIES_PATH, content: JSON.stringify({ ...deliverySchema(item), version: 1 }) },
		];
	},
};
