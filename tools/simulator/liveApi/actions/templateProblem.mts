import { URL_SLOTS, type Template } from '../../account/template.mts';
import type { Refusal } from '../refusal.mts';

/** What the documentation of CreateLiveCallbackTemplate allows in a name and a description. */
const PLAIN_TEXT = /^[A-Za-z0-9_\-\u4e00-\u9fa5]*$/;
const MAX_BYTES = { TemplateName: 255, Description: 1024 };

/** Checks of a callback template what the catalogue's types can't say: characters, lengths, addresses. */
export function templateProblem(fields: Partial<Template>): Refusal | undefined {
	return (
		textProblem(fields) ?? URL_SLOTS.map((slot) => urlProblem(slot, fields[slot])).find(Boolean)
	);
}

/** Checks name and description of a template of any kind. */
export function textProblem(fields: {
	TemplateName?: unknown;
	Description?: unknown;
}): Refusal | undefined {
	for (const name of ['TemplateName', 'Description'] as const) {
		if (fields[name] === undefined) continue;
		const text = String(fields[name]);
		if (!PLAIN_TEXT.test(text))
			return refuseValue(
				name,
				'may hold letters, digits, underscore, hyphen and Chinese characters only',
			);
		if (Buffer.byteLength(text) > MAX_BYTES[name])
			return refuseValue(name, `is longer than ${MAX_BYTES[name]} bytes`);
	}
	return fields.TemplateName === '' ? refuseValue('TemplateName', 'is empty') : undefined;
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
