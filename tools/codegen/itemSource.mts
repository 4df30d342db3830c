import { conversionOf } from './conversionOf.mts';
import { groupNames, groupSource, groupVariable } from './groupSource.mts';
import { member, quoted } from './literal.mts';
import type { EventShape, Target } from './targets.mts';

/** A member at the top of the item; with `present`, it comes only where that holds. */
type TopMember = { name: string; value: string; declaration?: string; present?: string };

/**
 * The code that makes the item of an event. What always comes is one literal, up to the first member
 * that may be missing: an object made at once is cheaper than one that grows.
 */
export function itemSource(event: EventShape, targets: Target[]): string {
	const members: TopMember[] = [
		{ name: 'event', value: quoted(event.key) },
		{ name: 'eventType', value: 'frame.eventType' },
		{ name: 'deliveryId', value: 'frame.deliveryId' },
		occurredAtOf(event, targets),
		{ name: 'receivedAt', value: 'frame.receivedAt' },
		...targets.filter(({ to }) => !to.includes('.') && to !== 'occurredAt').map(topMember),
		...groupNames(targets).map((name) => ({ name, value: groupVariable(name) })),
		...interruptionOf(event),
	];
	const optional = members.findIndex(({ present }) => present !== undefined);
	const literal = optional < 0 ? members : members.slice(0, optional);
	return [
		groupSource(targets),
		...members.map(({ declaration = '' }) => declaration),
		`const item: Fields = {${literal.map(({ name, value }) => `${quoted(name)}: ${value},`).join('\n')}};`,
		...members.slice(literal.length).map(assignment),
		'return item;',
	].join('\n');
}

function assignment({ name, value, present }: TopMember): string {
	const set = `${member('item', name)} = ${value};`;
	return present === undefined ? set : `if (isPresent(${present})) ${set}`;
}

function topMember(target: Target): TopMember {
	const { declaration, value, present } = conversionOf(target);
	return { name: target.to, declaration, value, ...(!target.always && { present }) };
}

/** Null where it is not known when the event happened. */
function occurredAtOf({ occurredAt }: EventShape, targets: Target[]): TopMember {
	const source = targets.find(({ names }) => occurredAt && names.includes(occurredAt.from));
	if (source?.to === 'occurredAt') return { ...topMember(source), present: undefined };
	const value = source ? `${conversionOf(source).instant} ?? null` : 'null';
	return { name: 'occurredAt', value };
}

/** Why a stream ended. */
function interruptionOf({ interruption }: EventShape): TopMember[] {
	if (!interruption) return [];
	const value = `interruptionOf(${member('payload', interruption.from)})`;
	return [{ name: 'interruption', value }];
}
