import { beijingTime } from './beijingTime.mts';
import { IdMap } from './idMap.mts';
import { streamKey } from './place.mts';

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
