import { createHash } from 'node:crypto';

import { createSeed, type Seed } from './seed.mts';
import { PullTasks, PushHistory, TimedTasks } from './tasks.mts';
import {
	createTemplateShelf,
	newTemplate,
	type RecordTemplate,
	recordTemplateWith,
	type SnapshotTemplate,
	snapshotTemplateWith,
	type Template,
	type TemplateShelf,
} from './templates.mts';

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
	/** Places of streams in whose stead the standby picture is shown, keyed by `streamKey`. */
	standby: Map<string, Place>;
	/** Streams that are pushed several times at once, by name. */
	backups: Map<string, BackupPush[]>;
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
		standby: new Map<string, Place>(),
		backups: new Map<string, BackupPush[]>(),
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

/** Authentication of push or playback addresses of a domain. */
interface DomainAuth {
	enabled: boolean;
	mainKey: string;
	backupKey: string;
	/** Seconds that a signed address stays valid. */
	validSeconds: number;
}

export interface Domain {
	name: string;
	type: 'push' | 'play';
	enabled: boolean;
	/** ms */
	createdAt: number;
	auth: DomainAuth;
}

/** What a domain may be made from; the name alone is enough. */
export type DomainSeed = { name: string; auth?: Partial<DomainAuth> } & Partial<
	Pick<Domain, 'type' | 'enabled'>
>;

const DAY_SECONDS = 86_400;

/** A domain with address authentication switched on, as a new push domain has it. */
function newDomain(seed: DomainSeed, now: number /* ms */): Domain {
	const { name, type = 'push', enabled = true, auth } = seed;
	const key = (kind: string): string =>
		createHash('md5').update(`${kind} of ${name}`).digest('hex');
	return {
		name,
		type,
		enabled,
		createdAt: now,
		auth: {
			enabled: true,
			mainKey: key('main key'),
			backupKey: key('backup key'),
			validSeconds: DAY_SECONDS,
			...auth,
		},
	};
}

/** Where a stream is pushed to. */
export interface Place {
	domain: string;
	appName: string;
	streamName: string;
}

export const streamKey = (domain: string, appName: string, streamName: string): string =>
	`${domain}/${appName}/${streamName}`;

/** The key of a place in the account's maps. */
export const placeKey = ({ domain, appName, streamName }: Place): string =>
	streamKey(domain, appName, streamName);

type Id = string | number | bigint;

/**
 * A map whose keys are 64-bit ids as decimal text. Look-ups take a number or bigint as well, so that
 * a test may write `templates.get(1001)` and ids beyond 2^53 stay exact.
 */
export class IdMap<T> extends Map<string, T> {
	override get(id: Id): T | undefined {
		return super.get(String(id));
	}

	override has(id: Id): boolean {
		return super.has(String(id));
	}

	override set(id: Id, value: T): this {
		return super.set(String(id), value);
	}

	override delete(id: Id): boolean {
		return super.delete(String(id));
	}
}

/** A push that is forbidden for a while. */
export interface Ban extends Place {
	/** ms */
	from: number;
	/** ms */
	until: number;
	reason: string;
}

/**
 * The bans of an account, keyed by `placeKey`. By default the stream name alone decides: a stream of
 * the same name on another domain or path is forbidden too; Tencent turns strict matching on by request.
 */
export class Bans extends Map<string, Ban> {
	readonly matching: 'name' | 'place';

	constructor(matching: 'name' | 'place' = 'name') {
		super();
		this.matching = matching;
	}

	ban(ban: Ban): void {
		this.set(placeKey(ban), ban);
	}

	/** Whether a ban that holds at `now` (ms) covers the place. */
	covers(place: Place, now: number): boolean {
		return [...this.values()].some((ban) => ban.until > now && this.matches(ban, place));
	}

	/** Ends every ban that covers the place. */
	lift(place: Place): void {
		for (const [key, ban] of this) if (this.matches(ban, place)) this.delete(key);
	}

	/** Whether a ban of `banned` is one of `place` too. */
	matches(banned: Place, place: Place): boolean {
		if (this.matching === 'name') return banned.streamName === place.streamName;
		return placeKey(banned) === placeKey(place);
	}
}

/** Delayed playback of a stream. */
export interface Delay extends Place {
	seconds: number;
	/** ms */
	from: number;
	/** ms */
	until: number;
}

/** One of several pushes of a stream; viewers see the main one. */
export interface BackupPush {
	domain: string;
	appName: string;
	sequence: string;
	/** ms */
	publishedAt: number;
	/** Where it comes from, in Tencent's words. */
	source: string;
	isMain: boolean;
}

const UTC_OFFSET_MS = 8 * 3_600_000;

/** `YYYY-MM-DD hh:mm:ss` in UTC+8, the form of `CreateTime` and `UpdateTime`. */
export function beijingTime(instant: number /* ms */): string {
	return new Date(instant + UTC_OFFSET_MS).toISOString().slice(0, 19).replace('T', ' ');
}

/** `YYYY-MM-DDThh:mm:ssZ`, the form of most times of the live API. */
export const utcSecond = (instant: number /* ms */): string =>
	`${new Date(instant).toISOString().slice(0, 19)}Z`;
