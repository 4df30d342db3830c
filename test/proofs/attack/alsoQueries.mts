/** The webhook id of the trigger that is attacked, where a list can name it. */
export const OWN_ID = 'carrier';

interface AlsoQuery {
	/** What stands behind the `?` of the address. */
	query: string;
	/** Whom an event may be handed on to if it is authentic: nobody but ids under the own base. */
	ids: readonly string[];
}

const nobody = (query: string): AlsoQuery => ({ query, ids: [] });
const some = (query: string, ...ids: string[]): AlsoQuery => ({ query, ids });
const numbered = (count: number) => Array.from({ length: count }, (_, at) => `w${at}`);
const LONGEST_ID = 'i'.repeat(64);

/** Lists of workflows to hand an event on to, as Tencent has them from the node and as nobody has. */
export const ALSO_QUERIES: Readonly<Record<string, AlsoQuery>> = {
	'one id': some('also=b', 'b'),
	'three ids': some('also=b,C-1,d_2', 'b', 'C-1', 'd_2'),
	'the longest ids': some(`also=${LONGEST_ID},b`, LONGEST_ID, 'b'),
	'an id that is too long': some(`also=${LONGEST_ID}i,b`, 'b'),
	'more than nine': some(`also=${numbered(12).join()}`, ...numbered(9)),
	'ten thousand': nobody(`also=${numbered(10_000).join()}`),
	'no end': nobody(`also=${'b'.repeat(100_000)}`),
	'nothing but commas': nobody(`also=${','.repeat(500)}`),
	'more commas than a list has room for': nobody(`also=${','.repeat(50_000)}b`),
	'the own id': nobody(`also=${OWN_ID}`),
	'the own id among others': some(`also=b,${OWN_ID},c,${OWN_ID}`, 'b', 'c'),
	'the own id, encoded': nobody('also=%63arrier'),
	'one id again and again': some(`also=${Array(100).fill('b').join()}`, 'b'),
	'encoded commas': some('also=b%2Cc%2cd', 'b', 'c', 'd'),
	'commas that are encoded twice': some('also=b%252Cc', 'b', 'c'),
	'other separators': nobody('also=b;c'),
	'encoded separators': nobody('also=b%3Bc%7Cd%0Ae'),
	blanks: some('also=b,+c,%20d,e%09', 'b'),
	'a line break and a header': nobody('also=b%0D%0AHost:%20evil.example'),
	'a zero byte': nobody('also=b%00'),
	'another host': nobody('also=https://evil.example/hook'),
	'another host without a scheme': nobody('also=//evil.example'),
	'a user before a host': nobody('also=@evil.example'),
	'a host and a port': nobody('also=evil.example:80'),
	'a host among ids': some('also=b,https://evil.example/c,d', 'b', 'd'),
	'the way up': nobody('also=..,../..,b/../../rest'),
	'the way up, encoded': nobody('also=%2e%2e,..%2frest,..%5crest,%252e%252e%252frest'),
	'a path': nobody('also=b/setup'),
	'a query of its own': nobody('also=b?also=c'),
	'a query of its own, encoded': nobody('also=b%3Falso=c%26also=d'),
	'a fragment, encoded': nobody('also=b%23c'),
	'an expression': nobody('also={{$env}},=b,${b}'),
	'letters that only look like an id': nobody('also=%EF%BD%82,%D0%B0'),
	'bytes that are no UTF-8': nobody('also=%ff%c0'),
	'half of an escape': nobody('also=b%2'),
	nothing: nobody('also='),
	'no value': nobody('also'),
	'a list of texts': nobody('also=b&also=c'),
	'a list in brackets': nobody('also[]=b'),
	'a list with places': nobody('also[0]=b&also[1]=c'),
	'an object': nobody('also[x]=b'),
	'an object that looks like text': nobody('also[length]=1&also[toString]=b&also[split]=c'),
	'an object with a prototype': nobody('also[__proto__][b]=c&__proto__[also]=b'),
	'a deep object': nobody(`also${'[a]'.repeat(300)}=b`),
	'text and an object': nobody('also=b&also[x]=c'),
	'another letter case': nobody('ALSO=b&Also=c'),
	'an encoded name': some('%61lso=b', 'b'),
	'its name in a name': nobody('x[also]=b&also%00=c&%20also=d'),
	'many other fields': nobody(`${'a=1&'.repeat(2_000)}also=b`),
	'other fields beside it': some('a[b]=1&also=b&c=%26also%3Dd&also2=e', 'b'),
};
