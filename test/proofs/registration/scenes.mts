import type { IDataObject } from 'n8n-workflow';
import { createNode } from './n8n.mts';
import type { Stage } from './stage.mts';
import type { Tencent } from './tencent.mts';

export const PUSH = 'push.example.com';
export const TEAM_URL = 'https://team.example.com/hooks/live';
export const KEY_OF_TEAM = 'teamkey';

/** The key of a credential, before and after it was changed. */
export const OWN_KEYS = { previous: 'OwnKey0', present: 'OwnKey1' };

/** Another workflow's address in a template that was left. */
const SHARER_URL = 'https://n8n.example.com/webhook/sharer/tencent-lvb';

/** What an account and its n8n look like before the node is activated, or while it is. */
export interface Scene {
	name: string;
	parameters?: IDataObject;
	options?: IDataObject;
	callbackKey?: string;
	/** The key before it, under which the other workflow was activated with the same credential. */
	previousCallbackKey?: string;
	/** Somebody else's template is bound. */
	hasTeam?: boolean;
	/** The app of that template's rule: that of the node, unless the rule holds for every app. */
	teamApp?: '' | '*';
	/** Another workflow of this n8n receives recording files. */
	hasOther?: boolean;
	/** Brings the node into the state that the activation under test begins with. */
	prepare?: (staged: Stage) => Promise<void>;
	/** A deactivation without an activation before leaves what is there. */
	isOthers?: boolean;
	/** The node is activated already. */
	isActive?: boolean;
	/** What an activation is refused with; it then changes nothing that lasts. */
	stops?: RegExp;
	/** What the heartbeat tells a person who has changed something. */
	tells?: RegExp;
	/** How many rules, and templates of this n8n, there are beside those of the node. */
	rulesToo?: number | 'some';
	oursToo?: number;
	/** The template of another n8n is there, too. */
	hasTheirs?: boolean;
	/** What is true of the account once a heartbeat has told a person. */
	comesTo?: (account: Tencent['account']) => boolean;
	/** What stays true of the account whatever happens. */
	keeps?: (account: Tencent['account']) => boolean;
}

const ELSEWHERE = { pushDomain: { value: 'b.example.com' } };
const REPLACE = { existingTemplate: 'replace' };
const OWN_KEY = { callbackKeySource: 'credential' };
const JOIN = { existingTemplate: 'join' };
const WITH_SNAPSHOT = { events: ['streamBegin', 'streamEnd', 'snapshot'] };
const WITH_STATUS = { events: ['streamBegin', 'streamEnd', 'recordingStatus'] };

/** Activates the node with other parameters than it has later. */
async function activateWith({ node }: Stage, parameters: IDataObject): Promise<void> {
	const chosen = node.parameters;
	node.parameters = { ...chosen, ...parameters };
	await node.activate();
	node.parameters = chosen;
}

/** Activates the node while its n8n had another address. */
async function activateElsewhere({ node }: Stage): Promise<void> {
	const { url } = node;
	node.url = url.replace('n8n.', 'old.');
	await node.activate();
	node.url = url;
}

/** Where another n8n is reached. */
export const THEIR_BASE = 'https://theirs.example.com';

/** A node of another n8n that takes the place of what it finds. */
const theirs = (tencent: Tencent) =>
	createNode({
		...{ tencent, id: 'theirs', instanceId: 'another', options: REPLACE },
		baseUrl: THEIR_BASE,
	});

/** Leaves the node's address in templates of other places, and loses what n8n has stored. */
async function leaveAt(staged: Stage, ...places: IDataObject[]): Promise<void> {
	const { node, tencent } = staged;
	const { templates, rules } = tencent.account;
	const left: (() => void)[] = [];
	for (const place of places) {
		await activateWith(staged, place);
		node.staticData = {};
		// Taken out for the moment, since the next activation would clear it up.
		for (const [id, template] of templates) {
			if (template.StreamBeginNotifyUrl !== node.url) continue;
			templates.delete(id);
			left.push(() => void templates.set(id, template));
			for (const [key, rule] of rules) {
				if (rule.TemplateId !== id) continue;
				rules.delete(key);
				left.push(() => void rules.set(key, rule));
			}
		}
	}
	for (const putBack of left) putBack();
}

const bound = ({ tencent }: Stage) => tencent.account.templateOf(PUSH, 'live')!;

const WITH_RECORDING = { events: ['streamBegin', 'streamEnd', 'recordingFile'] };

/** The node and the other workflow are told of one event. */
const SHARED: readonly Scene[] = [
	{ name: 'one event with another workflow', hasOther: true, parameters: WITH_RECORDING },
	{
		name: 'one event with another workflow, replace',
		...{ hasOther: true, options: REPLACE, hasTeam: true, parameters: WITH_RECORDING },
	},
	{
		name: 'one event with another workflow, join',
		...{ hasOther: true, options: JOIN, hasTeam: true, parameters: WITH_RECORDING },
	},
	{
		name: 'no longer one event with another workflow',
		hasOther: true,
		prepare: async (staged) => await activateWith(staged, WITH_RECORDING),
	},
	{
		name: 'one event with another workflow, first come',
		...{ hasOther: true, parameters: WITH_RECORDING, isActive: true },
		prepare: async ({ node, other }) => {
			await node.activate();
			await other.deactivate();
			await other.activate();
		},
	},
	{
		name: 'one event with another workflow, left out of the list since',
		...{ hasOther: true, parameters: WITH_RECORDING, isActive: true },
		prepare: async (staged) => {
			await staged.node.activate();
			bound(staged).RecordNotifyUrl = staged.other.url;
		},
	},
	{
		name: 'one event with a workflow that is gone',
		...{ hasOther: true, parameters: WITH_RECORDING, isActive: true, isOthers: true },
		prepare: async (staged) => {
			await staged.node.activate();
			const [carrier, also] = bound(staged).RecordNotifyUrl.split('?also=');
			const gone = carrier.replace('/other/', '/gone/');
			bound(staged).RecordNotifyUrl = `${gone}?also=other,${also}`;
		},
	},
];

/** Scenes in which an activation succeeds, and a deactivation leaves the account as it was found. */
export const SCENES: readonly Scene[] = [
	{ name: 'nothing there' },
	{ name: 'another workflow', hasOther: true },
	{ name: 'join', options: JOIN, hasTeam: true },
	{ name: 'replace', options: REPLACE, hasTeam: true },
	{ name: 'replace, shared', options: REPLACE, hasTeam: true, hasOther: true },
	{ name: 'join, whole domain', options: JOIN, hasTeam: true, teamApp: '' },
	{ name: 'replace, whole domain', options: REPLACE, hasTeam: true, teamApp: '' },
	{
		name: 'replace, whole domain, shared',
		options: REPLACE,
		...{ hasTeam: true, teamApp: '*', hasOther: true },
	},
	{
		name: 'replace, another n8n did before',
		options: REPLACE,
		hasTeam: true,
		prepare: async ({ tencent }) => void (await theirs(tencent).activate()),
		isOthers: true,
		hasTheirs: true,
	},
	{
		name: 'replace, another n8n did before and left since',
		options: REPLACE,
		hasTeam: true,
		isActive: true,
		prepare: async ({ tencent, node }) => {
			const first = theirs(tencent);
			await first.activate();
			await node.activate();
			await first.deactivate();
		},
	},
	{ name: 'own key', options: OWN_KEY, callbackKey: OWN_KEYS.present },
	{
		name: 'own key, changed, shared',
		options: OWN_KEY,
		callbackKey: OWN_KEYS.present,
		previousCallbackKey: OWN_KEYS.previous,
		hasOther: true,
	},
	{
		name: 'own key, shared',
		options: OWN_KEY,
		callbackKey: OWN_KEYS.present,
		hasOther: true,
	},
	{
		name: 'fewer events',
		prepare: async (staged) => await activateWith(staged, WITH_SNAPSHOT),
	},
	{
		name: 'fewer events, shared',
		hasOther: true,
		prepare: async (staged) => await activateWith(staged, WITH_STATUS),
	},
	{
		name: 'another event, lost state',
		hasOther: true,
		prepare: async (staged) => {
			await activateWith(staged, { events: ['snapshot', 'streamEnd'] });
			staged.node.staticData = {};
		},
	},
	...SHARED,
	{
		name: 'moved',
		options: REPLACE,
		hasOther: true,
		prepare: activateElsewhere,
		isOthers: true,
	},
	{
		name: 'another app before',
		prepare: async (staged) => await activateWith(staged, { appName: 'before' }),
	},
];

/** More of the same kind. */
export const HALF_DONE: readonly Scene[] = [
	{ name: 'ours and equal', prepare: async ({ node }) => void (await node.activate()) },
	{
		name: 'ours and equal, lost state',
		options: REPLACE,
		hasTeam: true,
		prepare: async ({ node }) => {
			await node.activate();
			node.staticData = {};
		},
	},
	{
		name: 'template without rule',
		prepare: async ({ node, tencent }) => {
			await node.activate();
			tencent.account.rules.delete(`${PUSH}/live`);
		},
	},
	{
		name: 'rule without template',
		prepare: async ({ tencent }) => void tencent.account.bind(PUSH, 'live', 9),
		isOthers: true,
	},
	{
		name: 'two templates of ours',
		prepare: async (staged) => {
			await staged.node.activate();
			staged.tencent.account.addTemplate({ ...bound(staged), TemplateId: undefined });
		},
	},
	{
		name: 'another app before, lost state',
		prepare: async (staged) => {
			await activateWith(staged, { appName: 'before' });
			staged.node.staticData = {};
		},
	},
	{
		name: 'another domain before, lost state',
		prepare: async (staged) => await leaveAt(staged, ELSEWHERE),
	},
	{
		name: 'several places before, lost state',
		hasOther: true,
		prepare: async (staged) => await leaveAt(staged, ELSEWHERE, { appName: 'before' }),
	},
	{
		name: 'another domain before, replaced, lost state',
		options: REPLACE,
		prepare: async (staged) => {
			const { account } = staged.tencent;
			const former = account.addTemplate({ TemplateName: 'former', SnapshotNotifyUrl: TEAM_URL });
			account.bind('b.example.com', 'live', former.TemplateId);
			// A rule that tells of the domain while that one is taken off.
			account.bind('b.example.com', 'elsewhere', former.TemplateId);
			await leaveAt(staged, ELSEWHERE);
		},
		isOthers: true,
		rulesToo: 2,
	},
	{
		name: 'another domain before, shared, lost state',
		prepare: async (staged) => {
			const { account } = staged.tencent;
			await leaveAt(staged, ELSEWHERE);
			account.templateOf('b.example.com', 'live')!.SnapshotNotifyUrl = SHARER_URL;
			const { TemplateId } = account.templateOf(PUSH, 'elsewhere')!;
			// A rule that tells of the domain while that one is taken off.
			account.bind('b.example.com', 'elsewhere', TemplateId);
		},
		isOthers: true,
		rulesToo: 2,
		oursToo: 1,
		keeps: ({ templates }) =>
			[...templates.values()].some(({ SnapshotNotifyUrl }) => SnapshotNotifyUrl === SHARER_URL),
	},
	{
		name: 'another app before, shared and unbound, lost state',
		prepare: async (staged) => {
			const { account } = staged.tencent;
			await leaveAt(staged, { appName: 'before' });
			account.templateOf(PUSH, 'before')!.SnapshotNotifyUrl = SHARER_URL;
			account.rules.delete(`${PUSH}/before`);
		},
		isOthers: true,
		oursToo: 1,
		keeps: ({ templates }) =>
			[...templates.values()].some(({ SnapshotNotifyUrl }) => SnapshotNotifyUrl === SHARER_URL),
	},
	{
		name: 'ours of another app, bound by a person, lost state',
		prepare: async (staged) => {
			const { account } = staged.tencent;
			await leaveAt(staged, { appName: 'before' });
			const { TemplateId } = account.templateOf(PUSH, 'before')!;
			account.rules.delete(`${PUSH}/before`);
			account.bind('b.example.com', 'by-a-person', TemplateId);
		},
		isOthers: true,
		rulesToo: 1,
		oursToo: 1,
	},
	{
		name: 'ours bound to the whole domain too',
		prepare: async (staged) => {
			await staged.node.activate();
			staged.tencent.account.bind(PUSH, '', bound(staged).TemplateId);
		},
		isOthers: true,
		rulesToo: 'some',
	},
	{
		name: 'active, replaced a whole domain, rule lost',
		options: REPLACE,
		...{ hasTeam: true, teamApp: '', isActive: true },
		prepare: async ({ node, tencent: { account } }) => {
			await node.activate();
			account.rules.delete(`${PUSH}/live`);
		},
	},
	{
		name: 'joined',
		options: JOIN,
		hasTeam: true,
		isActive: true,
		prepare: async ({ node }) => void (await node.activate()),
	},
	{
		name: 'former template gone',
		options: REPLACE,
		isActive: true,
		prepare: async ({ node, tencent: { account } }) => {
			const former = account.addTemplate({ TemplateName: 'former', SnapshotNotifyUrl: TEAM_URL });
			account.bind(PUSH, 'live', former.TemplateId);
			await node.activate();
			account.templates.delete(former.TemplateId);
		},
	},
	...(['rule', 'rule and template', 'slot', 'key'] as const).map(
		(what): Scene => ({
			name: `active, ${what} lost`,
			isActive: true,
			hasOther: what === 'slot',
			prepare: async (staged) => {
				const { account } = staged.tencent;
				await staged.node.activate();
				const template = bound(staged);
				if (what === 'slot') template.StreamEndNotifyUrl = '';
				if (what === 'key') template.CallbackKey = '';
				if (what.startsWith('rule')) account.rules.delete(`${PUSH}/live`);
				if (what.endsWith('template')) account.templates.delete(template.TemplateId);
			},
		}),
	),
];

/** Scenes in which an activation is refused, or a person has changed something since. */
export const REFUSED: readonly Scene[] = [
	{ name: 'stop', hasTeam: true, stops: /which this n8n did not make/ },
	{
		name: 'stop, whole domain',
		...{ hasTeam: true, teamApp: '' },
		stops: /holds for the whole domain and which this n8n did not make/,
	},
	{
		name: 'join, occupied',
		hasTeam: true,
		options: JOIN,
		parameters: { events: ['streamBegin', 'snapshot'] },
		stops: /can't be added to it/,
	},
	{
		name: 'moved, stop',
		hasOther: true,
		prepare: activateElsewhere,
		stops: /a former address or a copy of this n8n/,
	},
	{
		name: 'unknown domain',
		parameters: { pushDomain: { value: 'nobody.example.com' } },
		stops: /'Push Domain' nobody\.example\.com.*Check that 'Push Domain' is a push domain/,
	},
	{
		name: 'active, on a domain that is gone since',
		parameters: { pushDomain: { value: 'nobody.example.com' } },
		isActive: true,
		prepare: async ({ node }) => {
			node.staticData = {
				...{ domain: 'nobody.example.com', appName: 'live', registeredUrl: node.url },
				callbackKey: 'K'.repeat(32),
			};
		},
		tells: /'Push Domain' nobody\.example\.com/,
		comesTo: ({ templates }) =>
			[...templates.values()].every(({ TemplateName }) => !TemplateName.startsWith('n8n-')),
	},
	{
		name: 'bound to a template of a person since',
		isActive: true,
		prepare: async ({ node, tencent: { account } }) => {
			await node.activate();
			const team = account.addTemplate({ TemplateName: 'team-a', SnapshotNotifyUrl: TEAM_URL });
			account.bind(PUSH, 'live', team.TemplateId);
		},
		tells: /now uses the callback template 'team-a'/,
		keeps: (account) => account.templateOf(PUSH, 'live')?.TemplateName === 'team-a',
	},
	{
		name: 'slot given to another address since',
		isActive: true,
		prepare: async (staged) => {
			await staged.node.activate();
			bound(staged).StreamEndNotifyUrl = TEAM_URL;
		},
		tells: /already goes to https:\/\/team\.example\.com/,
		keeps: ({ templates }) =>
			[...templates.values()].some(({ StreamEndNotifyUrl }) => StreamEndNotifyUrl === TEAM_URL),
	},
	{
		name: 'key changed since',
		isActive: true,
		prepare: async (staged) => {
			await staged.node.activate();
			bound(staged).CallbackKey = 'another';
		},
		tells: /callback key .* is not the one that this workflow knows/,
		keeps: ({ templates }) => (templates.get(1002)?.CallbackKey ?? 'another') === 'another',
	},
];
