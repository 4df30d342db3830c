import { beijingTime } from './beijingTime.mts';
import { IdMap } from './idMap.mts';
import { newTemplate, type Template } from './template.mts';

export interface Rule {
	DomainName: string;
	AppName: string;
	TemplateId: string;
	CreateTime: string;
	UpdateTime: string;
}

export interface Domain {
	name: string;
	type: 'push' | 'play';
	enabled: boolean;
	/** ms */
	createdAt: number;
}

export interface Stream {
	domain: string;
	appName: string;
	streamName: string;
	active: boolean;
	/** Number of the present or latest push, shared by its begin and end event. */
	sequence: string;
	/** ms, start of the present or latest push */
	publishedAt: number;
	/** ms; 0 where the stream is not forbidden */
	forbiddenUntil: number;
	/** ms */
	forbiddenAt: number;
}

/** The plain state of one Tencent Cloud account. Tests read and edit it as they like. */
export interface Account {
	templates: IdMap<Template>;
	/** Keyed by `ruleKey`. */
	rules: Map<string, Rule>;
	domains: Map<string, Domain>;
	/** Keyed by `streamKey`. */
	streams: Map<string, Stream>;
	/** Adds a template the way the console would; the id is the next free one unless given. */
	addTemplate(fields?: Partial<Template>): Template;
	/** Binds a template to a domain and path, in place of any other. */
	bind(domain: string, appName: string, templateId: string | number | bigint): Rule;
	addDomain(domain: { name: string; type?: Domain['type']; enabled?: boolean }): Domain;
	/** The template bound to the pair, if any. */
	templateOf(domain: string, appName: string): Template | undefined;
}

/** Rules have no number: domain and path identify one. */
export const ruleKey = (domain: string, appName: string): string => `${domain}/${appName}`;

export const streamKey = (domain: string, appName: string, streamName: string): string =>
	`${domain}/${appName}/${streamName}`;

/** An empty account whose template ids count up from `firstTemplateId`. */
export function createAccount(options: {
	firstTemplateId: string | number | bigint;
	now: () => number;
}): Account {
	const { now } = options;
	let nextTemplateId = BigInt(options.firstTemplateId);
	const templates = new IdMap<Template>();
	const rules = new Map<string, Rule>();
	const domains = new Map<string, Domain>();
	return {
		templates,
		rules,
		domains,
		streams: new Map(),
		addTemplate(fields = {}) {
			const TemplateId = String(fields.TemplateId ?? nextTemplateId++);
			const template = newTemplate({ ...fields, TemplateId });
			templates.set(TemplateId, template);
			return template;
		},
		bind(DomainName, AppName, templateId) {
			const key = ruleKey(DomainName, AppName);
			const time = beijingTime(now());
			const CreateTime = rules.get(key)?.CreateTime ?? time;
			const rule = {
				DomainName,
				AppName,
				TemplateId: String(templateId),
				CreateTime,
				UpdateTime: time,
			};
			rules.set(key, rule);
			return rule;
		},
		addDomain({ name, type = 'push', enabled = true }) {
			const domain: Domain = { name, type, enabled, createdAt: now() };
			domains.set(name, domain);
			return domain;
		},
		templateOf(domain, appName) {
			const rule = rules.get(ruleKey(domain, appName));
			return rule && templates.get(rule.TemplateId);
		},
	};
}
