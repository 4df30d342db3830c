import type { CommonField } from './commonFields.mts';
import { conversionOf } from './conversionOf.mts';
import { groupSource } from './groupSource.mts';
import { member, quoted } from './literal.mts';
import { companionsOf, targetsOf, type EventShape, type Target } from './targets.mts';

/** The code of one `Decoder` as a member of an object literal. */
export function decoderSource(
	event: EventShape,
	common: CommonField[],
	everywhere: ReadonlySet<string>,
): string {
	const targets = targetsOf(event, common);
	const isCommon = ({ to }: Target) => everywhere.has(to);
	const own = targets.filter((target) => !isCommon(target));
	return `${event.key}: {
		validate: validators.${event.key},
		common(payload, item) {
			${targets.filter(isCommon).map(topLevel).join('\n')}
		},
		convert(payload, item${own.some(({ type }) => type === 'json') ? ', problems' : ''}) {
			${own
				.filter(({ to }) => !to.includes('.'))
				.map(topLevel)
				.join('\n')}
			${groupSource(own)}
			${derivedSource(event, own)}
		},
		rules: {${rulesOf(targets)}},
		known: new Set(${quoted(knownNames(event, targets))}),
		${identitySource(event, targets)}
	},`;
}

/** A field at the top of the item. */
function topLevel(target: Target): string {
	const { declaration, value, present } = conversionOf(target);
	const assignment = `${member('item', target.to)} = ${value};`;
	return target.always
		? `${declaration}${assignment}`
		: `${declaration}if (isPresent(${present})) ${assignment}`;
}

/** What is said of other fields: when the event happened, why a stream ended. */
function derivedSource({ occurredAt, interruption }: EventShape, own: Target[]): string {
	const lines: string[] = [];
	const source = own.find((target) => occurredAt && target.names.includes(occurredAt.from));
	if (source && source.to !== 'occurredAt') {
		lines.push(`item.occurredAt = ${conversionOf(source).instant} ?? null;`);
	}
	if (interruption) {
		lines.push(`item.interruption = interruptionOf(${member('payload', interruption.from)});`);
	}
	return lines.join('\n');
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
	const values = parts.map(({ names }) =>
		names.map((name) => member('payload', name)).join(' ?? '),
	);
	return `identify: (payload) => [${values.join(', ')}],
		identityAlways: ${quoted(parts.map(({ always }) => always))},`;
}
