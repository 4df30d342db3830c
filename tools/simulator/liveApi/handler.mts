import type { Account } from '../account/account.mts';
import type { Delivery } from '../callbacks/send.mts';
import type { Site } from './body.mts';

/** What nobody outside Tencent knows; each can be switched. */
export interface Guesses {
	/** What Modify does with a field that is left out. */
	omittedFieldOnModify: 'kept' | 'cleared';
	/** What Modify does with a field given as an empty string (or list). */
	emptyStringOnModify: 'clears' | 'ignored';
	/** What Modify does where no URL would be left. */
	lastUrlOnModify: 'cleared' | 'refused';
	/** What creating a rule does where the place is bound already. */
	ruleOverRule: 'refused' | 'replaces';
	/** What a page beyond the 10 000th ended push holds; the totals count all of them either way. */
	beyondReach: 'empty' | 'refused';
	/**
	 * What Modify does with a field that the site's Describe returns, but that its Modify does not
	 * document: AudioAuditNotifyUrl on the international site.
	 */
	returnedFieldOnModify: 'taken' | 'refused';
	/** How Describe names the severity that was written as `warning`; the SDK contradicts itself. */
	warningInDescribe: 'warning' | 'alarm';
}

/** Error codes of situations for which several are documented or seen. */
export interface Codes {
	ruleExists: string;
	ruleNotFound: string;
	/** Of recording and screenshot rules. */
	streamRuleExists: string;
	templateInUse: string;
	templateNotFound: string;
	/** By an action that deletes a recording or screenshot template. */
	deletedTemplateNotFound: string;
	tooManyTemplates: string;
	unknownDomain: string;
	/** Where the policy of the user does not allow the action. */
	notAllowed: string;
}

export interface HandlerContext {
	account: Account;
	guesses: Guesses;
	codes: Codes;
	site: Site;
	/** Every callback so far; none unless given. */
	deliveries?: readonly Delivery[];
	/** Entries on a page of an action that gives a token for the next one; 100 unless given. */
	scrollPageSize?: number;
	/** ms */
	now: number;
	/** Sends the event that an action causes, as Tencent would. */
	publish(
		event: string,
		options: {
			domain: string;
			appName: string;
			streamName: string;
			set?: Record<string, unknown>;
		},
	): void;
}

/** Carries out one action; the body has been checked against the catalogue. */
export type Handler = (body: Record<string, unknown>, context: HandlerContext) => Answer;

/** One family of actions by name. */
export type Handlers = Record<string, Handler>;

/** What the simulator takes for true unless told otherwise. */
export const DEFAULT_GUESSES: Guesses = {
	omittedFieldOnModify: 'kept',
	emptyStringOnModify: 'clears',
	lastUrlOnModify: 'cleared',
	ruleOverRule: 'refused',
	beyondReach: 'empty',
	returnedFieldOnModify: 'taken',
	warningInDescribe: 'warning',
};

/** The first code of each situation in the facts, or the one that was seen in the field. */
export const DEFAULT_CODES: Codes = {
	ruleExists: 'InternalError',
	ruleNotFound: 'FailedOperation.NotFound',
	streamRuleExists: 'FailedOperation.RuleAlreadyExist',
	templateInUse: 'FailedOperation.ConfInUsed',
	templateNotFound: 'FailedOperation.NotFound',
	deletedTemplateNotFound: 'InternalError.NotFound',
	tooManyTemplates: 'InternalError.ConfOutLimit',
	unknownDomain: 'InvalidParameter',
	notAllowed: 'AuthFailure.UnauthorizedOperation',
};

/** A documented refusal: `Response.Error` of the answer, with HTTP 200 as Tencent does it. */
export interface Refusal {
	code: string;
	message: string;
}

/** What a handler gives back: the fields of the answer, or a refusal. */
export type Answer =
	| { ok: true; response: Record<string, unknown> }
	| { ok: false; refusal: Refusal };

export const answer = (response: Record<string, unknown> = {}): Answer => ({
	ok: true,
	response,
});

export const refuse = (code: string, message: string): Answer => ({
	ok: false,
	refusal: { code, message },
});

/** The refusal of a value that is of the right type but not allowed. */
export const invalidValue = (reason: string): Refusal => ({
	code: 'InvalidParameterValue',
	message: `The value of a parameter is not valid: ${reason}.`,
});
