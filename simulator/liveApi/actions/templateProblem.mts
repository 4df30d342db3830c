import { URL_SLOTS, type Template } from '../../account/template.mts';
import type { Refusal } from '../refusal.mts';

/** What the documentation of CreateLiveCallbackTemplate allows in a name and a description. */
const PLAIN_TEXT = /^[A-Za-z0-9_\-\u4e00-\u9fa5]*$/;
const NAME_MAX_BYTES = 255;
const DESCRIPTION_MAX_BYTES = 1024;

/** Checks what the catalogue's types can't say: characters, lengths, addresses. */
export function templateProblem(fields: Partial<Template>): Refusal | undefined {
	return (
		textProblem('TemplateName', fields.TemplateName, NAME_MAX_BYTES) ??
		textProblem('Description', fields.Description, DESCRIPTION_MAX_BYTES) ??
		(fields.TemplateName === '' ? refuseValue('TemplateName', 'is empty') : undefined) ??
		URL_SLOTS.map((slot) => urlProblem(slot, fields[slot])).find(Boolean)
	);
}

function textProblem(
	name: string,
	text: string | undefined,
	maxBytes: number,
): Refusal | undefined {
	if (text === undefined) return undefined;
	if (!PLAIN_TEXT.test(text))
		return refuseValue(
			name,
			'may hold letters, digits, underscore, hyphen and Chinese characters only',
		);
	if (Buffer.byteLength(text) > maxBytes)
		return refuseValue(name, `is longer than ${maxBytes} bytes`);
	return undefined;
}

function urlProblem(slot: string, url: string | undefined): Refusal | undefined {
	if (!url) return undefined;
	if (/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : '')) return undefined;
	return {
		code: 'InvalidParameter.UrlNotSafe',
		message: `The address in \`${slot}\` is not an http or https address.`,
	};
}

const refuseValue = (name: string, reason: string): Refusal => ({
	code: 'InvalidParameterValue',
	message: `The value of parameter \`${name}\` is not valid: it ${reason}.`,
});
