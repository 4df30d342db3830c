import { Bans } from './bans.mts';
import { beijingTime } from './beijingTime.mts';
import type { Delay } from './delays.mts';
import { newDomain, type Domain, type DomainSeed } from './domain.mts';
import { IdMap } from './idMap.mts';
import type { Place } from './place.mts';
import { PullTasks } from './pullTask.mts';
import { PushHistory } from './pushHistory.mts';
import { recordTemplateWith, type RecordTemplate } from './recordTemplate.mts';
import { createSeed, type Seed } from './seed.mts';
import { snapshotTemplateWith, type SnapshotTemplate } from './snapshotTemplate.mts';
import { newTemplate, type Template } from './template.mts';
import { createTemplateShelf, type TemplateShelf } from './templateShelf.mts';
import { TimedTasks } from './timedTasks.mts';

export type { Domain } from './domain.mts';
export { streamKey } from './place.mts';

export interface Rule {
	DomainName: string;
	AppName: string;
	TemplateId: string;
	CreateTime: string;
	UpdateTime: string;
}

export interface Stream extends Place {
	active: boolean;
	/** Number of the present or latest push, shared by its begin and end event. */
	sequence: string;
	/** ms, start of the present or latest push */
	publishedAt: number;
}

/** The plain state of one Tencent Cloud account. Tests read and edit it as they like. */
export interface Account {
	/** Callback templates. */
	templates: IdMap<Template>;
	/** Callback rules, keyed by `ruleKey`. */
	rules: Map<string, Rule>;
	domains: Map<string, Domain>;
	/** Keyed by `streamKey`. */
	streams: Map<string, Stream>;
	history: PushHistory;
	bans: Bans;
	/** Keyed by `streamKey`. */
	delays: Map<string, Delay>;
	recording: TemplateShelf<RecordTemplate>;
	snapshots: TemplateShelf<SnapshotTemplate>;
	recordTasks: TimedTasks;
	screenshotTasks: TimedTasks;
	pullTasks: PullTasks;
	/** Fills the account with many things at once. */
	seed: Seed;
	/** Adds a callback template the way the console would; the id is the next free one unless given. */
	addTemplate(fields?: Partial<Template>): Template;
	/** Binds a callback template to a domain and path, in place of any other. */
	bind(domain: string, appName: string, templateId: string | number | bigint): Rule;
	addDomain(domain: DomainSeed): Domain;
	/** The callback template in force for the pair: its own, else that of the whole domain, if any. */
	templateOf(domain: string, appName: string): Template | undefined;
}

/** Paths by which a rule holds for every path of its domain. */
const WHOLE_DOMAIN = ['', '*'];

/** Callback rules have no number: domain and path identify one. */
export const ruleKey = (domain: string, appName: string): string => `${domain}/${appName}`;

/**
 * An empty account whose callback template ids count up from `firstTemplateId`, those of recording
 * from 1000 above and those of screenshots from 2000 above, so that no two are mixed up unseen.
 */
export function createAccount(options: {
	firstTemplateId: string | number | bigint;
	banMatches?: Bans['matching'];
	now: () => number;
}): Account {
	const { now } = options;
	let nextTemplateId = BigInt(options.firstTemplateId);
	const templates = new IdMap<Template>();
	const rules = new Map<string, Rule>();
	const state = {
		templates,
		rules,
		domains: new Map<string, Domain>(),
		streams: new Map<string, Stream>(),
		history: new PushHistory(),
		bans: new Bans(options.banMatches),
		delays: new Map<string, Delay>(),
		recording: createTemplateShelf<RecordTemplate>({
			firstId: nextTemplateId + 1000n,
			complete: recordTemplateWith,
			now,
		}),
		snapshots: createTemplateShelf<SnapshotTemplate>({
			firstId: nextTemplateId + 2000n,
			complete: snapshotTemplateWith,
			now,
		}),
		recordTasks: new TimedTasks(),
		screenshotTasks: new TimedTasks(),
		pullTasks: new PullTasks(),
	};
	return {
		...state,
		seed: createSeed(state, now),
		addTemplate(fields = {}) {
			const TemplateId = String(fields.TemplateId ?? nextTemplateId++);
			const template = newTemplate({ ...fields, TemplateId });
			templates.set(TemplateId, template);
			return template;
		},
		bind(DomainName, AppName, templateId) {
			const key = ruleKey(DomainName, AppName);
			const UpdateTime = beijingTime(now());
			const CreateTime = rules.get(key)?.CreateTime ?? UpdateTime;
			const rule = { DomainName, AppName, TemplateId: String(templateId), CreateTime, UpdateTime };
			rules.set(key, rule);
			return rule;
		},
		addDomain(seed) {
			const domain = newDomain(seed, now());
			state.domains.set(domain.name, domain);
			return domain;
		},
		templateOf(domain, appName) {
			const apps = [appName, ...WHOLE_DOMAIN];
			const rule = apps.map((app) => rules.get(ruleKey(domain, app))).find(Boolean);
			return rule && templates.get(rule.TemplateId);
		},
	};
}
