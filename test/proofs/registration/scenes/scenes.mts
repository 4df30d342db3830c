import type { IDataObject } from 'n8n-workflow';
import { createNode } from '../n8n.mts';
import type { Stage } from '../stage.mts';
import type { Tencent } from '../tencent.mts';
import {
	activateElsewhere,
	activateWith,
	bound,
	JOIN,
	OWN_KEYS,
	PUSH,
	REPLACE,
	type Scene,
	TEAM_URL,
} from './scene.mts';
import { SHARING } from './sharing.mts';

/** Another workflow's address in a template that was left. */
const SHARER_URL = 'https://n8n.example.com/webhook/sharer/tencent-lvb';
const ELSEWHERE = { pushDomain: { value: 'b.example.com' } };
const OWN_KEY = { callbackKeySource: 'credential' };
const WITH_SNAPSHOT = { events: ['streamBegin', 'streamEnd', 'snapshot'] };
const WITH_STATUS = { events: ['streamBegin', 'streamEnd', 'recordingStatus'] };

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
/** Scenes in which an activation succeeds, and a deactivation leaves the account as it was found. */
export const SCENES: readonly Scene[] = [
	{ name: 'nothing there' },
	{ name: 'another workflow', others: 1 },
	{ name: 'join', options: JOIN, hasTeam: true },
	{ name: 'replace', options: REPLACE, hasTeam: true },
	{ name: 'replace, shared', options: REPLACE, hasTeam: true, others: 1 },
	{ name: 'join, whole domain', options: JOIN, hasTeam: true, teamApp: '' },
	{ name: 'replace, whole domain', options: REPLACE, hasTeam: true, teamApp: '' },
	{
		name: 'replace, whole domain, shared',
		options: REPLACE,
		...{ hasTeam: true, teamApp: '*', others: 1 },
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
		others: 1,
	},
	{
		name: 'own key, shared',
		options: OWN_KEY,
		callbackKey: OWN_KEYS.present,
		others: 1,
	},
	{
		name: 'fewer events',
		prepare: async (staged) => await activateWith(staged, WITH_SNAPSHOT),
	},
	{
		name: 'fewer events, shared',
		others: 1,
		prepare: async (staged) => await activateWith(staged, WITH_STATUS),
	},
	{
		name: 'another event, lost state',
		others: 1,
		prepare: async (staged) => {
			await activateWith(staged, { events: ['snapshot', 'streamEnd'] });
			staged.node.staticData = {};
		},
	},
	...SHARING,
	{
		name: 'moved',
		options: REPLACE,
		others: 1,
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
		others: 1,
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
			others: what === 'slot' ? 1 : 0,
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
