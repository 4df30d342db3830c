import type { INode, NodeOperationError } from 'n8n-workflow';

import { fullSentence, operationError, REFUSAL_GROUPS } from '../../liveApi';
import type { RefusalCategory } from '../../liveApi';
import type { Stop } from './plan';
import { plain } from './stops';
import type { Refusal } from '../../callbackTemplate/port';

/** Why a registration is not as it should be. */
export interface Trouble {
	/** False where it passes by itself. */
	isForPerson: boolean;
	/** The same for the same trouble, whatever numbers the text holds. */
	kind: string;
	/** What happened and what to do. */
	text: string;
}

export const troubleOfStop = ({ reason, text }: Stop): Trouble => ({
	isForPerson: true,
	kind: `${reason}: ${text}`,
	text,
});

/** A refusal in words; `entered` is what Tencent was given, where the text is to name it. */
export function troubleOfRefusal(refusal: Refusal, entered?: Entered): Trouble {
	const { kind, category, code } = refusal;
	const said = code === 'InvalidParameter' ? { ...refusal, ...UNSAID } : refusal;
	const names =
		entered !== undefined && kind === 'person' && !ABOUT_ELSE.includes(category)
			? namesOf(entered, code)
			: undefined;
	const message = names === undefined ? said.message : `${said.message} (${names})`;
	return {
		isForPerson: kind === 'person',
		kind: `${category} ${code}`,
		text: fullSentence({ ...said, message }),
	};
}

/** What a person has entered of a registration; the domain is empty where it is not known. */
interface Entered {
	domain: string;
	app: string;
	/** The node's webhook address. */
	url?: string;
}

/** Refusals of these kinds have nothing to do with what was entered in the trigger. */
const ABOUT_ELSE: readonly RefusalCategory[] = [
	...(['auth', 'permission', 'credential'] as const),
	...(['network', 'timeout', 'http', 'malformed', 'stopped'] as const),
];

function namesOf({ domain, app, url }: Entered, code: string): string | undefined {
	const addressRefused: readonly string[] = REFUSAL_GROUPS.addressRefused;
	if (url !== undefined && addressRefused.includes(code)) return plain(url);
	return domain === '' ? undefined : `'Push Domain' ${plain(domain)}, 'App Name' ${plain(app)}`;
}

/**
 * For the code by which Tencent says no more than that some value is wrong, a domain of another
 * account among them: what of a registration a person can have entered.
 */
const UNSAID = {
	message: 'Tencent refused what the trigger is set to',
	nextStep:
		"Check that 'Push Domain' is a push domain of this account and 'App Name' the path that streams are pushed to, usually live.",
};

/**
 * A text for somebody who need not try again, since the trigger does so by itself: without the
 * advice to, which the words for a refused call hold.
 */
export const withoutRetry = (text: string): string =>
	RETRIES.reduce((rest, [advice, instead]) => rest.replace(advice, instead), text);

const RETRIES: readonly (readonly [advice: RegExp, instead: string])[] = [
	[/ (?:Otherwise t|T)ry again(?: later| in a minute)?\./g, ''],
	[/ Wait a \w+ and try again\./g, ''],
	[/ Look whether the change was made before trying again\./g, ''],
	[/ Try again; contact/g, ' Contact'],
	[/[,;]? (?:and|otherwise) try again(?: later| in a minute)?\./g, '.'],
];

/** The exception for a person, of which n8n shows the message only. */
export const exceptionFor = (node: INode, { text }: Trouble): NodeOperationError =>
	operationError(node, text);

/** What an exception says, for a text. */
export const reasonOf = (error: unknown): string =>
	plain(String((error as Error | undefined)?.message ?? error));
