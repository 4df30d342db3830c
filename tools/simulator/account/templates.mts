import { beijingTime, IdMap, streamKey } from './account.mts';

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

/** A rule of recording or screenshots: an empty path or stream means all of them. */
export interface StreamRule {
	DomainName: string;
	AppName: string;
	StreamName: string;
	TemplateId: string;
	CreateTime: string;
	UpdateTime: string;
}

/** The templates of one kind and the rules that bind them to streams. */
export interface TemplateShelf<T extends { TemplateId: string }> {
	templates: IdMap<T>;
	/** Keyed by `streamKey`. */
	rules: Map<string, StreamRule>;
	/** Adds a template the way the console would; the id is the next free one unless given. */
	add(fields?: Partial<T>): T;
	/** Binds a template to a domain, path and stream, in place of any other. */
	bind(
		place: { DomainName: string; AppName?: string; StreamName?: string },
		templateId: string | number | bigint,
	): StreamRule;
}

/** An empty shelf; `complete` fills in the fields that are not given. */
export function createTemplateShelf<T extends { TemplateId: string }>(options: {
	firstId: bigint;
	complete(fields: Partial<T> & { TemplateId: string }): T;
	now(): number;
}): TemplateShelf<T> {
	const { complete, now } = options;
	let nextId = options.firstId;
	const templates = new IdMap<T>();
	const rules = new Map<string, StreamRule>();
	return {
		templates,
		rules,
		add(fields = {}) {
			const template = complete({ ...fields, TemplateId: String(fields.TemplateId ?? nextId++) });
			templates.set(template.TemplateId, template);
			return template;
		},
		bind({ DomainName, AppName = '', StreamName = '' }, templateId) {
			const key = streamKey(DomainName, AppName, StreamName);
			const UpdateTime = beijingTime(now());
			const CreateTime = rules.get(key)?.CreateTime ?? UpdateTime;
			const TemplateId = String(templateId);
			const rule = { DomainName, AppName, StreamName, TemplateId, CreateTime, UpdateTime };
			rules.set(key, rule);
			return rule;
		},
	};
}

/** The formats that a recording template has settings for. */
export const RECORD_FORMATS = ['FlvParam', 'HlsParam', 'Mp4Param', 'AacParam', 'Mp3Param'] as const;

export type RecordFormat = (typeof RECORD_FORMATS)[number];

const NEW_PARAM = {
	RecordInterval: 1800,
	StorageTime: 0,
	Enable: 0,
	VodSubAppId: 0 as number | bigint,
	VodFileName: '',
	Procedure: '',
	StorageMode: 'normal',
	ClassId: 0,
	CosBucketName: '',
	CosBucketRegion: '',
	CosBucketPath: '',
};

/** Settings of one format. */
type RecordParam = typeof NEW_PARAM;

/** A recording template as the account keeps it. */
export type RecordTemplate = Record<RecordFormat, RecordParam> & {
	TemplateId: string;
	TemplateName: string;
	Description: string;
	IsDelayLive: number;
	HlsSpecialParam: { FlowContinueDuration: number };
	RemoveWatermark: boolean;
	CosStore: number;
	FlvSpecialParam: { UploadInRecording: boolean };
};

/** What a recording template may be made from: every field and every setting may be missing. */
export type RecordTemplateFields = Partial<
	Omit<RecordTemplate, RecordFormat> & Record<RecordFormat, Partial<RecordParam>>
>;

/** The former template, or a new one, with the given fields and single settings of formats put in. */
export function recordTemplateWith(
	fields: RecordTemplateFields & { TemplateId: string },
	former?: RecordTemplate,
): RecordTemplate {
	const formats = RECORD_FORMATS.map((name) => [
		name,
		{ ...NEW_PARAM, ...former?.[name], ...fields[name] },
	]);
	return {
		TemplateName: 'recording',
		Description: '',
		IsDelayLive: 0,
		RemoveWatermark: false,
		CosStore: 0,
		...former,
		...fields,
		HlsSpecialParam: {
			FlowContinueDuration: 0,
			...former?.HlsSpecialParam,
			...fields.HlsSpecialParam,
		},
		FlvSpecialParam: {
			UploadInRecording: false,
			...former?.FlvSpecialParam,
			...fields.FlvSpecialParam,
		},
		...(Object.fromEntries(formats) as Record<RecordFormat, RecordParam>),
	};
}

/** A screenshot template as the account keeps it. */
export interface SnapshotTemplate {
	TemplateId: string;
	TemplateName: string;
	Description: string;
	/** Seconds between screenshots. */
	SnapshotInterval: number;
	Width: number;
	Height: number;
	PornFlag: number;
	CosAppId: number;
	CosBucket: string;
	CosRegion: string;
	CosPrefix: string;
	CosFileName: string;
}

/** The former template, or a new one, with the given fields put in. */
export function snapshotTemplateWith(
	fields: Partial<SnapshotTemplate> & { TemplateId: string },
	former?: SnapshotTemplate,
): SnapshotTemplate {
	return {
		TemplateName: 'screenshots',
		Description: '',
		SnapshotInterval: 10,
		Width: 0,
		Height: 0,
		PornFlag: 0,
		CosAppId: 1250000000,
		CosBucket: 'screenshots',
		CosRegion: 'ap-guangzhou',
		CosPrefix: '',
		CosFileName: '',
		...former,
		...fields,
	};
}
