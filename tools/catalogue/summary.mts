import { camelCase } from './actions.mts';
import type { CatalogueEvent, Schema } from './events.mts';

/** What an event says of itself in one sentence; `catalogue/formats/event.json` says how. */
export type Summary = {
	sentence: string;
	/** Words for the values of a field, by the name of the list. */
	words?: Record<string, Record<string, string>>;
};

/** A value of the item in words; `otherwise` stands in its place where it has none. */
export type Placeholder = { path: string; format: string; args: string[]; otherwise?: string };

/** Text, a value, or alternatives: the first whose values are all known, or nothing. */
export type Part = string | Placeholder | { alternatives: Part[][] };

/** The formats of a placeholder, each with what its further arguments may be. */
const FORMATS: Record<string, (args: string[], words: string[]) => boolean> = {
	name: (args) => args.length === 0,
	text: (args) => args.length === 0,
	number: (args) => args.length === 0,
	positive: (args) => args.length === 0,
	percent: (args) => args.length === 0,
	size: (args) => args.length === 0,
	phrase: (args) => args.length === 0,
	duration: ([unit, ...more]) => (unit === 's' || unit === 'ms') && more.length === 0,
	count: ({ length }) => length === 2,
	words: ([list, ...more], lists) => lists.includes(list!) && more.length === 0,
};

const PIECE = /\{([^{}[\]|]+)(?:\|([^{}[\]|]*))?\}|\[([^[\]]*)\]|([^{}[\]|]+)/y;
/** A bar that is in no placeholder. */
const BAR = /\|(?![^{]*\})/;

/**
 * The parts of a sentence.
 * @throws naming where it can't be read
 */
export function partsOf(sentence: string): Part[] {
	const parts: Part[] = [];
	let at = 0;
	while (at < sentence.length) {
		PIECE.lastIndex = at;
		const match = PIECE.exec(sentence);
		if (match === null) throw new Error(`the summary can't be read from "${sentence.slice(at)}"`);
		const [whole, inner, otherwise, alternatives, text] = match;
		at += whole.length;
		if (inner !== undefined) parts.push(placeholderOf(inner, otherwise));
		else if (alternatives !== undefined) {
			parts.push({ alternatives: alternatives.split(BAR).map((text) => partsOf(text)) });
		} else parts.push(text!);
	}
	return parts;
}

function placeholderOf(inner: string, otherwise: string | undefined): Placeholder {
	const [path, format = 'name', ...args] = inner.split(',').map((piece) => piece.trim());
	return { path: path!, format, args, otherwise };
}

/** Every placeholder of some parts. */
export function placeholdersOf(parts: Part[]): Placeholder[] {
	return parts.flatMap((part) => {
		if (typeof part === 'string') return [];
		return 'alternatives' in part ? part.alternatives.flatMap(placeholdersOf) : [part];
	});
}

/** What is wrong with the summary of an event, one sentence each. */
export function complaintsAboutSummary(event: CatalogueEvent): string[] {
	const { sentence, words = {} } = event.summary;
	let parts: Part[];
	try {
		parts = partsOf(sentence);
	} catch (error) {
		return [(error as Error).message];
	}
	const all = placeholdersOf(parts);
	return [
		...parts.flatMap((part) =>
			typeof part === 'object' && 'path' in part && !part.otherwise && !isOwnWords(part.path)
				? [`the summary does not say what stands for "${part.path}" where it is missing`]
				: [],
		),
		...all
			.filter(({ format, args }) => !FORMATS[format]?.(args, Object.keys(words)))
			.map(
				({ path, format, args }) =>
					`the summary can't show "${[path, format, ...args].join(', ')}"`,
			),
		...all
			.filter(({ path }) => !isInItem(path, event))
			.map(({ path }) => `the summary names "${path}", which the item lacks`),
		...Object.keys(words)
			.filter((list) => !all.some(({ format, args }) => format === 'words' && args[0] === list))
			.map((list) => `the summary has the words "${list}" and does not use them`),
	];
}

/** The words that every cause of `catalogue/interruptions.json` has. */
export const INTERRUPTION_WORDS = ['interruption.ending', 'interruption.inShort'];

const isOwnWords = (path: string) => INTERRUPTION_WORDS.includes(path);

/** Whether an item of the event can have a value at this path. */
function isInItem(path: string, { fields, schema, interruption }: CatalogueEvent): boolean {
	if (isOwnWords(path)) return interruption !== undefined;
	if (path === 'eventType') return true;
	const field = fields.find(({ to }) => to !== null && `${path}.`.startsWith(`${to}.`));
	if (!field) return false;
	const rest = path.slice(field.to!.length).split('.').slice(1);
	return isIn(schema.properties?.[field.from], rest);
}

function isIn(schema: Schema | undefined, [step, ...rest]: string[]): boolean {
	if (step === undefined) return schema !== undefined;
	const inner = schema?.contentSchema ?? schema;
	if (/^\d+$/.test(step)) return isIn(inner?.items ?? inner, rest);
	const own = Object.entries(inner?.properties ?? {}).find(([name]) => camelCase(name) === step);
	return isIn(own?.[1], rest);
}
