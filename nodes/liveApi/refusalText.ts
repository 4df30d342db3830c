import type { Refusal } from './refusal';

/**
 * What happened and what to do in one message, for hooks, of whose exceptions a person sees only
 * that. Holds nothing that came from outside but Tencent's code and the RequestId.
 */
export function fullSentence(refusal: Refusal): string {
	const { message, nextStep, requestId, code } = refusal;
	const known = requestId === undefined ? [] : [safe(code), `RequestId ${safe(requestId)}`];
	return [`${message}.`, nextStep, known.length > 0 ? `(${known.join(', ')})` : '']
		.join(' ')
		.trim();
}

/** What to do, Tencent's own words, its code and the RequestId, as HTML for n8n's panel. */
export function detailsOf({ nextStep, tencentSays, requestId, code }: Refusal): string {
	const reference = requestId === undefined ? code : `${code}, RequestId ${requestId}`;
	const quote = tencentSays ? `Tencent said: ${tencentSays.trimEnd().replace(/\.$/, '')}. ` : '';
	return `${nextStep} ${escaped(`${quote}(${reference})`)}`;
}

function safe(text: string): string {
	return text.replace(/[^\w.-]/g, '');
}

function escaped(text: string): string {
	return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
