/** The URL slots of a callback template, as the API spells them. */
export const URL_SLOTS = [
	'StreamBeginNotifyUrl',
	'StreamEndNotifyUrl',
	'RecordNotifyUrl',
	'RecordStatusNotifyUrl',
	'RecordExceptionNotifyUrl',
	'SnapshotNotifyUrl',
	'PornCensorshipNotifyUrl',
	'AudioAuditNotifyUrl',
	'PushExceptionNotifyUrl',
	'StreamMixNotifyUrl',
] as const;

export type UrlSlot = (typeof URL_SLOTS)[number];

/** A callback template as the account keeps it; an empty string is an empty field. */
export type Template = Record<UrlSlot, string> & {
	/** Decimal digits of an int64. */
	TemplateId: string;
	TemplateName: string;
	Description: string;
	CallbackKey: string;
	RecordExceptionLevels: string[];
};

/** A template with every field that is not given left empty. */
export function newTemplate(fields: Partial<Template> & { TemplateId: string }): Template {
	const slots = Object.fromEntries(URL_SLOTS.map((slot) => [slot, ''])) as Record<UrlSlot, string>;
	return {
		...slots,
		TemplateName: 'template',
		Description: '',
		CallbackKey: '',
		RecordExceptionLevels: [],
		...fields,
	};
}
