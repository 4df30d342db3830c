import type { IExecuteFunctions } from 'n8n-workflow';

import type { Port } from '../../callbackTemplate/account';
import { isNotPermitted } from '../../liveApi/answer';
import type { Site } from '../../liveApi/transport';
import type { Refusal } from '../../liveApi/refusal';

/** The names of the checks, beside those of the events. */
export const CHECKS = {
	verdict: 'Verdict',
	credential: 'Credential',
	domain: 'Push Domain',
	rule: 'Callback Rule',
	template: 'Callback Template',
	key: 'Callback Key',
	lastChange: 'Last Change',
	noEvents: 'Events',
	otherEvents: 'Other Events',
	addressPublic: 'Public Address',
	addressAnswers: 'Webhook Address',
	keyFits: 'Callback Key of the Trigger',
	streams: 'Streams',
	deliveries: 'Deliveries',
} as const;

/** What one check found; `fix` says what to do, and is null where nothing is. */
export interface Finding {
	check: string;
	status: 'ok' | 'warning' | 'failed';
	detail: string;
	fix: string | null;
}

export const ok = (check: string, detail: string): Finding => ({
	check,
	status: 'ok',
	detail,
	fix: null,
});

export const warning = (check: string, detail: string, fix: string): Finding => ({
	check,
	status: 'warning',
	detail,
	fix,
});

export const failed = (check: string, detail: string, fix: string): Finding => ({
	check,
	status: 'failed',
	detail,
	fix,
});

/** A check that Tencent did not let come about: what passes by itself is no more than a warning. */
export function refused(check: string, { kind, message, nextStep, code }: Refusal): Finding {
	const find = kind === 'transient' ? warning : failed;
	return find(check, `${message} (${code}).`, nextStep);
}

/**
 * A check whose action Tencent refused, by which the others are not concerned. Where the action is
 * not permitted, names it and what to add to the policy; `unknown` says what is not known without
 * it, as the rest of a sentence. The trigger itself `isNeeded` the action where it is in the policy
 * of automatic registration.
 */
export function unread(
	check: string,
	refusal: Refusal,
	{ action, unknown, isNeeded }: { action: string; unknown: string; isNeeded: boolean },
): Finding {
	if (!isNotPermitted(refusal)) return refused(check, refusal);
	const find = isNeeded ? failed : warning;
	return find(
		check,
		`The credential has no permission for ${action} (${refusal.code}), so ${unknown}.`,
		`Add "live:${action}" to the actions of its policy in Access Management (CAM)${isNeeded ? ': the trigger needs it, too' : ''}, or ask an administrator to.`,
	);
}

/** What is looked at, and with what. */
export interface Subject {
	context: IExecuteFunctions;
	port: Port;
	domain: string;
	app: string;
	/** Address that events should arrive at; empty where none was given. */
	webhookUrl: string;
	/** Stream whose deliveries are looked up; empty for the ones pushed last. */
	streamName: string;
	site: Site;
	instanceId: string;
	/** Whether an address is one of this n8n. */
	isOwn: (address: string) => boolean;
	/** Milliseconds since 1970. */
	now: number;
}

export const pairOf = ({ domain, app }: Subject): string => `${domain}/${app}`;

/** Says in words whose an address is: the workflow's name where that is known, else the address. */
export type WhoIs = (address: string) => string;

/** Several of them in a sentence, each once. */
export function listed(whoIs: WhoIs, addresses: readonly string[]): string {
	const all = [...new Set(addresses)].map(whoIs);
	return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`;
}
