import { URL_SLOTS, type Template } from '../../account/template.mts';
import type { Guesses } from '../handler.mts';

const CHANGEABLE = ['Description', 'CallbackKey', 'RecordExceptionLevels', ...URL_SLOTS] as const;

/**
 * The template after ModifyLiveCallbackTemplate. Whether Tencent keeps or clears a field that is left
 * out or empty is not documented, so the guesses decide; the name always stays unless a new one is given.
 */
export function applyModify(
	template: Template,
	fields: Partial<Template>,
	guesses: Guesses,
): Template {
	const changed: Template = {
		...template,
		TemplateName: fields.TemplateName || template.TemplateName,
	};
	for (const name of CHANGEABLE) {
		const given = fields[name];
		const becomesEmpty =
			given === undefined
				? guesses.omittedFieldOnModify === 'cleared'
				: given.length === 0 && guesses.emptyStringOnModify === 'clears';
		if (becomesEmpty)
			Object.assign(changed, {
				[name]: name === 'RecordExceptionLevels' ? [] : '',
			});
		else if (given?.length) Object.assign(changed, { [name]: given });
	}
	return changed;
}
