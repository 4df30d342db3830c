import {
	INTERRUPTION_WORDS,
	type Part,
	partsOf,
	type Placeholder,
	placeholdersOf,
} from '../catalogue/summary.mts';
import { member, quoted } from './files.mts';
import { groupVariable, lastOf, pathOf } from './groups.mts';
import type { EventShape, Target } from './targets.mts';

/** The code of a summary: what comes before the item, and the expression that makes the sentence. */
type SummaryCode = {
	declarations: string[];
	value: string;
	/** The members at the top of the item that it tells. */
	tops: ReadonlySet<string>;
};

/**
 * The code that says what happened: each value in words once, an empty text where it has none, and
 * one template of them. Values are those of the item, converted and without secrets.
 */
export function summaryOf({ key, summary }: EventShape, targets: Target[]): SummaryCode {
	const parts = partsOf(summary.sentence);
	const told = placeholdersOf(parts).filter(({ path }) => !INTERRUPTION_WORDS.includes(path));
	const words = new Map(
		told.map((placeholder) => [
			variableOf(placeholder),
			wordsOf(placeholder, valueAt(placeholder.path, targets), key),
		]),
	);
	const tops = told.flatMap(({ path }) => targets.filter(({ to }) => to === path.split('.')[0]));
	return {
		declarations: [...words].map(([variable, value]) => `const ${variable} = ${value};`),
		value: templateOf(parts),
		tops: new Set(tops.map(({ to }) => to)),
	};
}

/** The variable of a member at the top of the item. */
export function valueNameOf(to: string): string {
	return `${to}Value`;
}

/** The expression of the value at a path of the item, undefined where there is none. */
function valueAt(path: string, targets: Target[]): string {
	if (path === 'eventType') return 'frame.eventType';
	const { to } = targets.find((target) => `${path}.`.startsWith(`${target.to}.`))!;
	const group = pathOf(to);
	const source = group === '' ? valueNameOf(to) : member(groupVariable(group), lastOf(to));
	const steps = path.slice(to.length).split('.').slice(1);
	if (steps.length === 0) return source;
	const list = steps.map((step) => (/^\d+$/.test(step) ? step : quoted(step)));
	return `valueAt(${source}, ${list.join(', ')})`;
}

function wordsOf({ format, args }: Placeholder, value: string, key: string): string {
	switch (format) {
		case 'duration':
			return `durationWords(${value}, ${args[0] === 's' ? 1000 : 1})`;
		case 'words':
			return `valueWords(${value}, ${wordsNameOf(key, args[0]!)})`;
		default:
			return `${format}Words(${[value, ...args.map(quoted)].join(', ')})`;
	}
}

function variableOf({ path, format, args }: Placeholder): string {
	const [first, ...more] = [path, format === 'name' ? '' : format, ...args].join(' ').split(/\W+/);
	return `${first}${more.map(upperFirst).join('')}Words`;
}

/** A template literal. */
function templateOf(parts: Part[]): string {
	return `\`${parts.map(pieceOf).join('')}\``;
}

function pieceOf(part: Part): string {
	if (typeof part === 'string') return part.replace(/[`\\]/g, '\\$&');
	if ('alternatives' in part) return `\${${part.alternatives.map(alternativeOf).join(' || ')}}`;
	const { path, otherwise } = part;
	if (INTERRUPTION_WORDS.includes(path)) return `\${cause.${lastOf(path)}}`;
	return `\${${variableOf(part)}${otherwise ? ` || ${quoted(otherwise)}` : ''}}`;
}

/** An empty text where one of its values has no words. */
function alternativeOf(parts: Part[]): string {
	const needed = placeholdersOf(parts).filter(({ otherwise }) => !otherwise);
	return [...needed.map(variableOf), templateOf(parts)].join(' && ');
}

/** The words for the values of fields that a summary uses, as constants. */
export function wordsSource({ key, summary }: Pick<EventShape, 'key' | 'summary'>): string {
	return Object.entries(summary.words ?? {})
		.map(
			([list, words]) =>
				`const ${wordsNameOf(key, list)}: Words = new Map(${quoted(Object.entries(words))});\n\n`,
		)
		.join('');
}

function wordsNameOf(key: string, list: string): string {
	return `${key}${upperFirst(list)}`;
}

function upperFirst(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
