import type { CommonField } from '../commonFields.mts';
import type { CatalogueEvent } from '../events.mts';
import type { Generator } from '../generator.mts';
import { itemMembers } from '../itemShape.mts';
import { quoted } from '../literal.mts';
import { targetsOf, UNKNOWN_EVENT } from '../targets.mts';
import { membersSource } from '../typeSource.mts';

/** The TypeScript type of every item; it holds where `validation.ok` is true. */
export const generator: Generator = {
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
