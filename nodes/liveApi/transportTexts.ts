import type { Refusal } from './refusal';

/** What is said about a call that did not come through to Tencent and back. */
export type Text = Pick<Refusal, 'kind' | 'category' | 'message' | 'nextStep'> & {
	/** The request can't have reached Tencent. */
	unsent?: boolean;
};

/** For answers that some other machine gave. */
export const PROXY = "Check 'Endpoint' in the credential and any proxy on the way.";

const UNREACHABLE: Text = {
	kind: 'transient',
	category: 'network',
	message: 'Tencent Cloud could not be reached',
	nextStep:
		"Check that the n8n server may open connections to it and 'Endpoint' in the credential; otherwise try again in a minute.",
	unsent: true,
};

export const BROKEN: Text = {
	kind: 'transient',
	category: 'network',
	message: 'The connection to Tencent Cloud broke off',
	nextStep: 'Try again in a minute.',
};

export const UNTRUSTED: Text = {
	kind: 'person',
	category: 'network',
	message: 'No secure connection to Tencent Cloud could be made',
	nextStep: `${PROXY} A proxy with a certificate of its own has to be made known to Node.js.`,
	unsent: true,
};

const UNSENDABLE: Text = {
	kind: 'person',
	category: 'credential',
	message: 'The credential holds a character that can not be sent',
	nextStep: 'Paste SecretId and session token into the credential again.',
	unsent: true,
};

export const WRONG_ADDRESS: Text = {
	kind: 'person',
	category: 'credential',
	message: 'The address of the API is not a complete URL',
	nextStep: "Let 'Endpoint' in the credential begin with https://, or empty it.",
	unsent: true,
};

const STOPPED: Text = {
	kind: 'person',
	category: 'stopped',
	message: 'The run was stopped before Tencent Cloud answered',
	nextStep: 'Run it again.',
};

const BLOCKED: Text = {
	kind: 'person',
	category: 'network',
	message: 'This n8n does not allow requests to the address of the API',
	nextStep:
		"Check 'Endpoint' in the credential, or have its host added to N8N_SSRF_ALLOWED_HOSTNAMES.",
	unsent: true,
};

/** By the system's code, or the name of n8n's class where it has none. */
export const TEXT_BY_CODE: Readonly<Record<string, Text>> = {
	ECONNREFUSED: UNREACHABLE,
	ENOTFOUND: UNREACHABLE,
	EAI_AGAIN: UNREACHABLE,
	EHOSTUNREACH: UNREACHABLE,
	ENETUNREACH: UNREACHABLE,
	ENETDOWN: UNREACHABLE,
	EPROTO: UNTRUSTED,
	ERR_INVALID_CHAR: UNSENDABLE,
	ERR_INVALID_URL: WRONG_ADDRESS,
	ERR_CANCELED: STOPPED,
	SsrfBlockedIpError: BLOCKED,
	SsrfBlockedHostnameError: BLOCKED,
};
