import type { IDataObject } from 'n8n-workflow';
import type { Guesses } from '../../../simulator/liveApi/handler.mts';
import { createNode, type Node } from './n8n.mts';
import { createTencent, type Tencent } from './tencent.mts';

export const PUSH = 'push.example.com';
export const TEAM_URL = 'https://team.example.com/hooks/live';
export const KEY_OF_TEAM = 'teamkey';

/** What an account and its n8n look like before the node is activated. */
export interface Scene {
	name: string;
	parameters?: IDataObject;
	options?: IDataObject;
	callbackKey?: string;
	/** Somebody else's template is bound. */
	hasTeam?: boolean;
	/** Another workflow of this n8n receives recording files. */
	hasOther?: boolean;
	/** Brings the node into the state that the activation under test begins with. */
	prepare?: (node: Node, tencent: Tencent) => Promise<void>;
}

const WITH_STATUS = { events: ['streamBegin', 'streamEnd', 'recordingStatus'] };

export const SCENES: readonly Scene[] = [
	{ name: 'nothing there' },
	{ name: 'another workflow', hasOther: true },
	{ name: 'join', options: { existingTemplate: 'join' }, hasTeam: true },
	{ name: 'replace', options: { existingTemplate: 'replace' }, hasTeam: true },
	{
		name: 'replace, shared',
		options: { existingTemplate: 'replace' },
		hasTeam: true,
		hasOther: true,
	},
	{
		name: 'own key',
		options: { callbackKeySource: 'credential' },
		callbackKey: 'OwnKey1',
	},
	{
		name: 'fewer events, shared',
		hasOther: true,
		prepare: async (node) => {
			const chosen = node.parameters;
			node.parameters = { ...chosen, ...WITH_STATUS };
			await node.activate();
			node.parameters = chosen;
		},
	},
	{
		name: 'another event, lost state',
		hasOther: true,
		prepare: async (node) => {
			const chosen = node.parameters;
			node.parameters = { ...chosen, events: ['snapshot', 'streamEnd'] };
			await node.activate();
			node.parameters = chosen;
			node.staticData = {};
		},
	},
	{
		name: 'moved',
		options: { existingTemplate: 'replace' },
		hasOther: true,
		prepare: async (node) => {
			const { url } = node;
			node.url = url.replace('n8n.', 'old.');
			await node.activate();
			node.url = url;
		},
	},
	{
		name: 'another app before',
		prepare: async (node) => {
			const chosen = node.parameters;
			node.parameters = { ...chosen, appName: 'before' };
			await node.activate();
			node.parameters = chosen;
		},
	},
];

export const GUESSES: readonly Partial<Guesses>[] = (['kept', 'cleared'] as const).flatMap(
	(omittedFieldOnModify) =>
		(['clears', 'ignored'] as const).flatMap((emptyStringOnModify) =>
			(['refused', 'replaces'] as const).map((ruleOverRule) => ({
				omittedFieldOnModify,
				emptyStringOnModify,
				ruleOverRule,
			})),
		),
);

/** An account that has come to the point where the node under test is activated. */
export async function stage(scene: Scene, guesses: Partial<Guesses>) {
	const tencent = createTencent({ guesses });
	const { account } = tencent;
	const elsewhere = account.addTemplate({ TemplateName: 'elsewhere', SnapshotNotifyUrl: TEAM_URL });
	account.bind(PUSH, 'elsewhere', elsewhere.TemplateId);
	if (scene.hasTeam) {
		const team = account.addTemplate({
			TemplateName: 'team-a',
			Description: 'of-team-a',
			CallbackKey: KEY_OF_TEAM,
			SnapshotNotifyUrl: TEAM_URL,
		});
		account.bind(PUSH, 'live', team.TemplateId);
	}
	const other = createNode({
		tencent,
		id: 'other',
		parameters: { events: ['recordingFile'] },
		options: { existingTemplate: scene.options?.existingTemplate },
	});
	if (scene.hasOther) await other.activate();
	const before = snapshot(tencent);
	const node = createNode({
		tencent,
		parameters: scene.parameters,
		options: scene.options,
		callbackKey: scene.callbackKey,
	});
	await scene.prepare?.(node, tencent);
	return { tencent, node, other, before, scene };
}

export type Stage = Awaited<ReturnType<typeof stage>>;

/** The account without ids, which a template made anew does not keep. */
export function snapshot({ account }: Tencent): unknown {
	const rules = [...account.rules.values()].map(({ DomainName, AppName, TemplateId }) => ({
		pair: `${DomainName}/${AppName}`,
		template: account.templates.get(TemplateId)?.TemplateName,
	}));
	const templates = [...account.templates.values()].map(
		({ TemplateId: _, ...template }) => template,
	);
	const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
	return { rules: rules.sort(byText), templates: templates.sort(byText) };
}

/** What must be true of an activated node, as a list of what is not. */
export function findings({ tencent, node, scene, other }: Stage): string[] {
	const { account } = tencent;
	const found: string[] = [];
	const must = (isTrue: unknown, text: string) => void (isTrue || found.push(text));
	const bound = account.templateOf(PUSH, 'live');
	must(bound?.StreamBeginNotifyUrl === node.url, 'stream begin does not arrive');
	must(bound?.StreamEndNotifyUrl === node.url, 'stream end does not arrive');
	must(bound?.RecordStatusNotifyUrl !== node.url, 'recording status arrives');
	must(bound?.SnapshotNotifyUrl !== node.url, 'snapshot arrives');
	must(bound?.CallbackKey && bound.CallbackKey === node.staticData.callbackKey, 'key not known');
	if (scene.callbackKey) must(bound?.CallbackKey === scene.callbackKey, 'another key');
	if (scene.hasOther) {
		must(bound?.RecordNotifyUrl === other.url, 'the other workflow lost its slot');
		must(bound?.CallbackKey === other.staticData.callbackKey, 'the other workflow lost its key');
	}
	const ours = [...account.templates.values()].filter(({ TemplateName }) =>
		/^n8n-/.test(TemplateName),
	);
	must(ours.length === (scene.options?.existingTemplate === 'join' ? 0 : 1), 'a template too many');
	must(account.rules.size === 2, 'a rule too many');
	const team = [...account.templates.values()].find(
		({ TemplateName }) => TemplateName === 'team-a',
	);
	if (scene.hasTeam) {
		must(team?.CallbackKey === KEY_OF_TEAM, 'somebody else lost a key');
		must(team?.SnapshotNotifyUrl === TEAM_URL, 'somebody else lost a slot');
		must(team?.Description === 'of-team-a', 'somebody else lost a description');
	}
	return found;
}
