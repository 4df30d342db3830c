import type { IDataObject } from 'n8n-workflow';
import type { Stage } from './stage.mts';
import type { Tencent } from './tencent.mts';

export const PUSH = 'push.example.com';
export const TEAM_URL = 'https://team.example.com/hooks/live';
export const KEY_OF_TEAM = 'teamkey';

/** The key of a credential, before and after it was changed. */
export const OWN_KEYS = { previous: 'OwnKey0', present: 'OwnKey1' };

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
	/** What stays true of the account whatever happens. */
	keeps?: (account: Tencent['account']) => boolean;
}

const REPLACE = { existingTemplate: 'replace' };
const OWN_KEY = { callbackKeySource: 'credential' };
const JOIN = { existingTemplate: 'join' };
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

const bound = ({ tencent }: Stage) => tencent.account.templateOf(PUSH, 'live')!;

/** Scenes in which an activation succeeds, and a deactivation leaves the account as it was found. */
export const SCENES: readonly Scene[] = [
	{ name: 'nothing there' },
	{ name: 'another workflow', hasOther: true },
	{ name: 'join', options: JOIN, hasTeam: true },
	{ name: 'replace', options: REPLACE, hasTeam: true },
	{ name: 'replace, shared', options: REPLACE, hasTeam: true, hasOther: true },
	{ name: 'own key', options: OWN_KEY, callbackKey: OWN_KEYS.present },
	{
		name: 'own key, changed, shared',
		options: OWN_KEY,
		callbackKey: OWN_KEYS.present,
		previousCallbackKey: OWN_KEYS.previous,
		hasOther: true,
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
		name: 'taken by another workflow',
		hasOther: true,
		parameters: { events: ['streamBegin', 'recordingFile'] },
		stops: /already goes to/,
	},
	{
		name: 'taken by another workflow, replace',
		hasOther: true,
		options: REPLACE,
		parameters: { events: ['streamBegin', 'recordingFile'] },
		stops: /already goes to/,
	},
	{
		name: 'join, occupied',
		hasTeam: true,
		options: JOIN,
		parameters: { events: ['streamBegin', 'snapshot'] },
		stops: /can't be joined/,
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
		stops: /Check that 'Push Domain' is a push domain of this account/,
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
