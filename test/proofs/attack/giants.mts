import {
	type Attack,
	type Member,
	objectText,
	type Pair,
	PAYLOADS,
	type Seen,
} from './requests.mts';

const MEBIBYTE = 1024 * 1024;
/** What n8n lets through by default, and the largest that the node looks at. */
const SIZES = { '16 MiB': 16 * MEBIBYTE, '1 MiB': MEBIBYTE };
/** Room for the rest of the payload. */
const REST = 4_096;

/** JSON of about so many bytes, made of many equal parts. */
type Shape = (bytes: number) => Member[];

const text = (name: string, unit: string): Shape => {
	const size = Buffer.byteLength(unit);
	return (bytes) => [[name, `"${unit.repeat(bytes / size)}"`]];
};
const list = (name: string, unit: string): Shape => {
	return (bytes) => [[name, `[${`${unit},`.repeat(bytes / (unit.length + 1))}${unit}]`]];
};
const many = (memberOf: (at: number) => Member): Shape => {
	return (bytes) => {
		const members: Member[] = [];
		for (let size = 0, at = 0; size < bytes; at += 1) {
			const member = memberOf(at);
			size += member[0].length + member[1].length + 6;
			members.push(member);
		}
		return members;
	};
};
const within = (name: string, shape: Shape): Shape => {
	return (bytes) => [[name, objectText(shape(bytes))]];
};
const asText = (name: string, unit: string): Shape => {
	return (bytes) => [[name, JSON.stringify(`[${`${unit},`.repeat(bytes / (unit.length + 3))}1]`)]];
};

const BRANCH = `${'['.repeat(96)}${']'.repeat(96)}`;

const SHAPES: Record<string, Shape> = {
	'a long text': text('stream_id', 'a'),
	'a long text of two-byte characters': text('errmsg', 'é'),
	'a long text of escapes': text('stream_id', '\\u0001'),
	'a long text of digits': text('file_size', '1'),
	'a long text of blanks': text('app', ' '),
	'a query of percent signs': text('stream_param', '%'),
	'a query of wrong codes': text('stream_param', 'a=%ff&'),
	'a query of half characters': text('stream_param', '%f0%9f'),
	'a query of separators': text('stream_param', '&='),
	'a query of secrets': text('stream_param', 'txSecret=?'),
	'a query of secrets in an unknown field': text('zzz', 'txSecret=1&?'),
	'a list of lists': list('zzz', '[]'),
	'a list of objects': list('label_results', '{}'),
	'a list of texts': list('zzz', '""'),
	'a list of numbers': list('zzz', '1'),
	'a list of long numbers': list('zzz', '12345678901234567890'),
	'a list of deep lists': list('zzz', BRANCH),
	'many fields': many((at) => [`k${at}`, '1']),
	'many fields with long numbers': many((at) => [`k${at}`, '12345678901234567890']),
	'many fields with long names': many((at) => [`k_${at}${'x_'.repeat(200)}`, '""']),
	'many fields that are numbers': within(
		'zzz',
		many((at) => [String(at * 7), '1']),
	),
	'many fields whose new names meet': within(
		'exception',
		many((at) => [at % 2 ? `a_${at >> 1}` : `a${at >> 1}`, '1']),
	),
	'one field again and again': many(() => ['zzz', '1']),
	'JSON as text': asText('callback_ext', '{}'),
	'JSON as text, in a moderation': asText('msg', '[1]'),
	'white space': (bytes) => [['zzz', `${' '.repeat(bytes)}1`]],
};

/**
 * Bodies as large as they can be, forged and signed, in every shape that could be costly; with
 * `largest` false, those of 16 MiB, which take long to make and to parse, are left out but for one.
 */
export function* giants(seen: Seen, largest: boolean): Generator<Attack> {
	for (const [size, bytes] of Object.entries(SIZES)) {
		const shapes = Object.entries(SHAPES);
		for (const [shape, members] of largest || bytes === MEBIBYTE ? shapes : shapes.slice(0, 1)) {
			const large = members(bytes - REST);
			for (const signed of [false, true]) {
				const pair = signed ? seen.fresh : seen.expired;
				const kind = `${size}: ${shape}${signed ? ', signed' : ''}`;
				yield giant(kind, large, { signed, pair });
			}
		}
	}
}

function giant(kind: string, large: Member[], { signed, pair }: { signed: boolean; pair: Pair }) {
	const rest: Member[] = [
		['sign', `"${pair.sign}"`],
		['t', pair.t],
	];
	const body = Buffer.from(objectText([...large, ...payloadWith(large[0][0]), ...rest]));
	const headers = { 'content-type': 'application/json' };
	return { kind, signed, method: 'POST' as const, query: '', headers, body };
}

/** The documented payload that has this field, without it; the first one where none has it. */
function payloadWith(name: string): Member[] {
	const fits = PAYLOADS.find((payload) => payload.some(([field]) => field === name));
	return (fits ?? PAYLOADS[0]).filter(([field]) => field !== name);
}
