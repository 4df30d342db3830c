import type { Slots } from '../../callbackTemplate/account';
import type { Wanted } from './plan';
import type { Seen } from './situation';
import { LEVELS_SLOT, WRITE_ONLY_SLOT, writtenLevel } from '../../callbackTemplate/slots';
import { writeNote } from '../../callbackTemplate/templateNote';

/** What a template should hold. */
export interface Content {
	key: string;
	slots: Slots;
	levels: readonly string[];
	previousTemplateIds: readonly string[];
}

type Body = Record<string, unknown>;

/** The fields of a new template of ours. */
export function createBody(content: Content, wanted: Wanted): Body {
	const body = fieldsOf(content, wanted);
	return Object.fromEntries(Object.entries(body).filter(([, value]) => value !== ''));
}

/**
 * All fields of a template that changes, because nobody knows whether Tencent keeps a field that is
 * left out. The write-only slot of somebody else's template is not known and so not sent.
 */
export function modifyBody(template: Seen, content: Content, wanted: Wanted): Body {
	const body: Body = { TemplateId: template.id, ...fieldsOf(content, wanted) };
	if (template.isOurs) return body;
	delete body[WRITE_ONLY_SLOT];
	return {
		...body,
		TemplateName: template.name,
		Description: template.description,
	};
}

/** The description of a template of ours with this content. */
export function noteOf({ slots, previousTemplateIds }: Content): string {
	return writeNote({
		previousTemplateIds,
		recordingStatusUrl: slots[WRITE_ONLY_SLOT],
	});
}

function fieldsOf(content: Content, { templateName, siteSlots }: Wanted): Body {
	const body: Body = {
		TemplateName: templateName,
		Description: noteOf(content),
		CallbackKey: content.key,
	};
	for (const slot of siteSlots) body[slot] = content.slots[slot] ?? '';
	if (siteSlots.includes(LEVELS_SLOT) && content.slots[LEVELS_SLOT] && content.levels.length > 0) {
		body.RecordExceptionLevels = content.levels.map(writtenLevel);
	}
	return body;
}
