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
export type RecordParam = typeof NEW_PARAM;

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
