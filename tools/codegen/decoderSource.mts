import type { CommonField } from './commonFields.mts';
import { itemSource } from './itemSource.mts';
import { member, quoted } from './literal.mts';
import { companionsOf, targetsOf, type EventShape, type Target } from './targets.mts';

/** The code of one `Decoder` as a member of an object literal. */
export function decoderSource(event: EventShape, common: CommonField[]): string {
	const targets = targetsOf(event, common);
	const { names } = targets.find(({ to }) => to === 'streamName')!;
	return `${event.key}: {
		validate: validators.${event.key},
		streamName: (payload) => ${readsOf(names)},
		item(payload, frame) {${itemSource(event, targets)}},
		rules: {${rulesOf(targets)}},
		known: new Set(${quoted(knownNames(event, targets))}),
		${identitySource(event, targets)}
		proof: ${proofSource(event, targets)},
	},`;
}

/** The first of these fields that is there. */
function readsOf(names: readonly string[]): string {
	return names.map((name) => member('payload', name)).join(' ?? ');
}

function rulesOf(targets: Target[]): string {
	const rules = targets.flatMap(({ names, type, always }) =>
		names.map((name) => [name, { type, always, names }] as const),
	);
	const companions = companionsOf(targets).map(
		(name) => [name, { type: 'integer', always: false, names: [name] }] as const,
	);
	return [...rules, ...companions]
		.map(([name, rule]) => `${quoted(name)}: ${quoted(rule)},`)
		.join('\n');
}

function knownNames(event: EventShape, targets: Target[]): string[] {
	const documented = event.fields.map(({ from }) => from);
	const names = targets.flatMap((target) => target.names);
	return [...new Set(['event_type', 't', 'sign', ...documented, ...names])];
}

function identitySource({ identity }: EventShape, targets: Target[]): string {
	if (identity === null) return 'identify: null, identityAlways: [],';
	const parts = identity.map((name) => targets.find((target) => target.names.includes(name))!);
	const values = parts.map(({ names }) => readsOf(names));
	return `identify: (payload) => [${values.join(', ')}],
		identityAlways: ${quoted(parts.map(({ always }) => always))},`;
}

/** What proves by itself comes first, then what proves with the rest of the payload. */
function proofSource({ proof }: EventShape, targets: Target[]): string {
	if (proof.length === 0) return '() => null';
	const told = (withPayload: boolean) =>
		proof
			.filter((part) => (part.withPayload === true) === withPayload)
			.map(({ from }) => telling(from, targets))
			.join(' || ');
	const [alone, together] = [told(false), told(true)];
	const otherwise = together === '' ? 'null' : `${together} ? 'payload' : null`;
	return `(payload) => ${alone === '' ? otherwise : `${alone} ? 'identity' : ${otherwise}`}`;
}

/** The expression that says whether the field at this path has a value. */
function telling(path: string, targets: Target[]): string {
	const [name, ...members] = path.split('.');
	const target = targets.find(({ names }) => names.includes(name!));
	const source = readsOf(target?.names ?? [name!]);
	if (members.length > 0) return `tellsWithin(${source}, ${quoted(members)})`;
	return `${target?.type.startsWith('time:') ? 'tellsTime' : 'tells'}(${source})`;
}
