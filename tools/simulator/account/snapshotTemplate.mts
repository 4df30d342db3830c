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
