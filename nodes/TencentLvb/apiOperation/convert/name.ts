import { pathNameProblem, readDomain } from '../../../liveApi';
import { callbackKeyProblem, withoutUnseenAround } from '../../../callback/callbackKey';
import type { Converter } from './converter';
import { refused, sent, type Converted } from './converted';
import { text } from './text';

/** The ending that makes a bucket's name unique: the number of its account. */
const ACCOUNT_ENDING = /-(\d{8,})$/;

/** An APPID as Tencent gives them out today; a name that ends so is hardly anything else. */
const LOOKS_LIKE_ACCOUNT = /-1\d{9}$/;

/** The name of a domain, without anything that an address has besides. */
export const domain: Converter = (value, parameter, options) => {
	const read = text(value, parameter, options);
	if (!read.ok) return read;
	const result = readDomain(String(read.value), parameter);
	return result.ok ? sent(result.domain) : refused(result.message, result.nextStep);
};

/** The name of an app: the part of the path between the domain and the stream. */
export const appName: Converter = (value, parameter, options) =>
	pathName('app', text(value, parameter, options), parameter);

/** The name of a stream, without the parameters that stand behind it in a stream key. */
export const streamName: Converter = (value, parameter, options) =>
	pathName('stream', text(value, parameter, options), parameter);

/** The name of a bucket; the number of its account is known by a field beside it, if at all. */
export const bucket: Converter = (value, parameter, options) => {
	const read = text(value, parameter, options);
	if (!read.ok || parameter.account !== undefined) return read;
	const name = String(read.value);
	return LOOKS_LIKE_ACCOUNT.test(name) ? accountInName(name, parameter.label) : read;
};

/** A key that Tencent can sign with. The message never holds it. */
export const callbackKey: Converter = (value, parameter, options) => {
	const pasted = typeof value === 'string' ? withoutUnseenAround(value) : value;
	const read = text(pasted, parameter, options);
	const problem = read.ok ? callbackKeyProblem(read.value) : undefined;
	if (problem === undefined) return read;
	return refused(problem, "Correct 'Callback Key': 1 to 32 letters and digits");
};

/**
 * A bucket as Tencent takes it beside the number of its account: without that number at its end.
 * The number of another account is refused.
 */
export function bucketOf(
	name: string,
	{ label, account }: { label: string; account: string },
): Converted {
	const [ending = '', number] = ACCOUNT_ENDING.exec(name) ?? [];
	if (number === account) return sent(name.slice(0, -ending.length));
	return LOOKS_LIKE_ACCOUNT.test(name) ? accountInName(name, label) : sent(name);
}

function accountInName(name: string, label: string): Converted {
	const [ending = ''] = ACCOUNT_ENDING.exec(name) ?? [];
	return refused(
		`'${label}' ends with ${ending}, which is the number of an account rather than a part of the name`,
		`Enter ${name.slice(0, -ending.length)} alone, and check that the bucket belongs to the right account`,
	);
}

function pathName(
	part: 'app' | 'stream',
	read: Converted,
	{ label }: { label: string },
): Converted {
	if (!read.ok) return read;
	const problem = pathNameProblem(String(read.value), { label, part });
	return problem === undefined ? read : refused(problem.message, problem.nextStep);
}
