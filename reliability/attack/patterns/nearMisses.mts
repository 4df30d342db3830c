/** A text that almost fits: a beginning, a part that comes again and again, and an end. */
export type NearMiss = readonly [beginning: string, repeated: string, end: string];

const BLANKS: NearMiss[] = [
	['', ' ', 'x'],
	['x', ' ', 'x'],
	['', ' \n', '\u0000'],
];
const DIGITS: NearMiss[] = [
	['', '1', 'x'],
	['', '1', '\n\n'],
];
const ADDRESS: NearMiss[] = [
	['', 'a', '!'],
	[' ', '.', ' x'],
	[' '.repeat(50_000), 'a-', ' '.repeat(50_000) + '!'],
];
const SCHEME: NearMiss[] = [
	['https', ':', ''],
	['', 'http', ':'],
];
const LETTERS: NearMiss[] = [
	['', 'a', '!'],
	['a', '-', '_'],
	['A', 'a0', '-'],
];
const CHARACTERS: NearMiss[] = [
	['', 'a', ''],
	['', '&<>"\'', ''],
	['', '/\\', ''],
];

/** For every regular expression of the package, as it is written, texts that might hold it up. */
export const NEAR_MISSES: Readonly<Record<string, readonly NearMiss[]>> = {
	// credentials
	'/^https?:$/': SCHEME,
	'/^[a-z][a-z\\d+.-]*:\\/\\//i': [
		['a', 'b', ':/'],
		['a', '+.-', ''],
		['', 'a:/', ''],
	],
	'/^\\/+/': [
		['', '/', 'x'],
		['x', '/', ''],
	],
	"/[!'()*]/g": [['', "!'()*", 'x']],
	// liveApi
	'/^[a-z][a-z0-9-]*$/': LETTERS,
	'/^\\s*[A-Za-z0-9.*-]+\\s*$/': ADDRESS,
	'/^(Describe|Get|List|Query|Search)(?![a-z])/': [
		['Describe', 'Describe', 'a'],
		['', 'Get', ''],
	],
	'/ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|ERRADDRINUSE|EADDRNOTAVAIL|ECONNABORTED|EHOSTUNREACH|EAI_AGAIN|ENOENT|EISDIR|ENOTDIR|EACCES|EEXIST|EPERM|GETADDRINFO/gi':
		[
			['', 'ECONNREFUSE', ''],
			['', 'GETADDRINF', ''],
			['', 'E', ''],
		],
	'/\\.$/': [
		['', '.', 'x'],
		['.', 'x', ''],
	],
	'/[^\\w.-]/g': [
		['', '<', 'x'],
		['', 'a', '<'],
	],
	'/&/g': CHARACTERS,
	'/</g': CHARACTERS,
	'/>/g': CHARACTERS,
	'/CERT|SELF_SIGNED|SIGNATURE|^ERR_TLS|^ERR_SSL/': [
		['', 'CER', ''],
		['', 'SELF_SIGNE', ''],
		['ERR_', 'ERR_', ''],
	],
	'/^E[A-Z_]+$/': [['E', 'A_', '1']],
	'/"\\\\u0000integer:(-?\\d+)"/g': [
		['', '"\\u0000integer:', ''],
		['"\\u0000integer:-', '1', 'x'],
		['', '"\\u0000integer:1', ''],
	],
	// callbackTemplate
	'/^\\[|\\]$|\\.$/g': [
		['', '[]', 'x'],
		['', '.', 'x'],
	],
	'/^\\d+(\\.\\d+){3}$/': [
		['', '1', '.1.1.x'],
		['1', '.1', ''],
	],
	'/^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/': [
		['::ffff:', 'f', ''],
		['::ffff:1:', '1:', ''],
	],
	'/^(f[cd]|fe[89a-f]|ff)[0-9a-f]{0,2}:/': [['ff', 'f', '']],
	'/^\\d+$/': DIGITS,
	'/^n8n-[0-9a-f]{10}-[0-9a-f]{12}$/': [['n8n-', '0', '-']],
	'/^(?:prev-(\\d{1,20}(?:-\\d{1,20})*))?(?:(?:^|(?<=\\d)_)rs-([A-Za-z0-9_-]+))?$/': [
		['prev-1_rs-', 'a_', '!'],
		['prev-', '1', ''],
		['prev-1', '-1', '-'],
		['rs-', 'rs-', '.'],
	],
	// callback
	'/[%\\\\]|(?<=[tT])[xX]/': [
		['', 't', ''],
		['', 'x', ''],
		['', 'tX', ''],
	],
	'/^[0-9a-f]{32}$/i': [
		['', 'f', ''],
		['', 'f', 'g'],
	],
	'/^[0-9]{1,12}$/': DIGITS,
	'/^\\s|\\s$/': BLANKS,
	'/[^A-Za-z0-9]/': [
		['', 'a', ''],
		['', 'a', '-'],
	],
	'/\\s/': [['', 'a', '']],
	'/^\\ufeff/': [
		['', '\ufeff', ''],
		['a', '\ufeff', ''],
	],
	'/time(stamp)?$/i': [
		['', 'time', 'x'],
		['', 'timestamp', 'x'],
	],
	// TencentLvbTrigger
	'/\\*/g': [['', '*', '']],
	'/^n8n-[0-9a-f]{10}-/': [['n8n-', '0', '']],
	'/[&<>"\']/g': CHARACTERS,
	// TencentLvb
	'/^(?=.{1,253}$)([a-z0-9_]([a-z0-9-]*[a-z0-9])?\\.)+[a-z0-9-]{2,63}$/i': [
		['', 'a', ''],
		['', 'a.', '!'],
		// The longest that get past the first look.
		['a-'.repeat(120), '', '!'],
		['a.'.repeat(120), '', '!'],
		['a'.repeat(240), '', '.!'],
	],
	'/[\\s/?#&,=%"\'<>\\\\^`{|}]|[^\\x21-\\x7e]/': [['', 'a', ' ']],
	'/^[a-z][a-z0-9-]{0,40}$/': LETTERS,
	'/^[A-Z][A-Za-z0-9]{1,100}$/': LETTERS,
	'/^\\d{4}-\\d{2}-\\d{2}$/': DIGITS,
	'/^[a-z]{2,}(-[a-z0-9]+){1,3}$/': [
		['aa', '-a', '!'],
		['aa', 'a', '-a-a-a!'],
		['aa-', 'a', '!'],
	],
	'/at position (\\d+)/': [
		['', 'at position ', ''],
		['', 'at position', '1'],
	],
	'/^\\s*[0-9]+\\s*$/': [
		['', '1', 'x'],
		[' '.repeat(50_000), '1', ' '.repeat(50_000) + 'x'],
	],
	'/^[^/?]+$/': [['', 'a', '/']],
	'/\\S/': [['', ' ', '']],
	'/^(application|binary)\\/(octet-stream|x-download|force-download)$/i': [
		['application/', 'octet-stream', ''],
		['', 'application/', ''],
	],
	'/[<>]/g': CHARACTERS,
	"/filename\\*\\s*=\\s*utf-8'[^']*'([^;\\s]+)/i": [
		['', 'filename*', ''],
		['', "filename*=utf-8'", ''],
		['', "filename*=utf-8'';", ''],
		['filename*', ' ', ''],
		["filename*=utf-8'", 'a', ''],
	],
	'/filename\\s*=\\s*(?:"((?:[^"\\\\]|\\\\.)*)"|([^;]*))/i': [
		['', 'filename', ''],
		['filename="', '\\a', ''],
		['filename="', '\\"', ''],
		['filename', ' ', ''],
	],
	'/\\\\(.)/g': [['', '\\', '']],
	'/[\\\\/]/g': CHARACTERS,
	'/\\p{Cc}|[<>:"|?*]/gu': [
		['', '\u0001', ''],
		['', '😀', ''],
	],
	'/^\\.*$/': [['', '.', 'x']],
	'/\\.[A-Za-z0-9]{1,8}$/': [
		['', '.a', '-'],
		['', '.aaaaaaaaa', ''],
	],
	'/mpegurl/i': [['', 'mpegur', '']],
	'/\\.m3u8?$/i': [['', '.m3u8', 'x']],
	'/\\/webhook-test\\//': [['', '/webhook-test', '']],
	'/[\\s/:@?]/': [['', 'a', '']],
	'/^\\d{10}$/': DIGITS,
	'/^\\d{13}$/': DIGITS,
	'/^[+-]?\\d{1,19}$/': DIGITS,
	'/^[1-9]\\d{0,18}$/': DIGITS,
	'/\\s+/': BLANKS,
	'/\\.\\d+Z$/': [
		['.', '1', 'z'],
		['', '.1', ''],
		['', '.1Z', 'x'],
	],
};
