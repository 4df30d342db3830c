import type { Guesses } from '../../../tools/simulator/liveApi/handler.mts';
import { createNode, type Node, type NodeData, type Process } from './n8n.mts';
import { KEY_OF_TEAM, OWN_KEYS, PUSH, TEAM_URL, type Scene } from './scenes/scene.mts';
import { reachedBy } from './arrivals.mts';
import { createTencent, holdingsOf, type Holdings, type Tencent } from './tencent.mts';
import { webhooksOf } from './webhooks.mts';

/** An account, the node under test and those of other workflows. */
export interface Stage {
	scene: Scene;
	tencent: Tencent;
	node: Node;
	others: readonly Node[];
	/** The account as it is to be left. */
	before: unknown;
}

/** Whatever outlives a process. */
export interface World {
	holdings: Holdings;
	node: NodeData;
	others: readonly NodeData[];
}

/** Ids of the other workflows' nodes. */
const OTHERS = ['other', ...Array.from({ length: 9 }, (_, index) => `other-${index + 2}`)];

/** The account has come to the point where the node under test is activated. */
export async function stage(scene: Scene, guesses: Partial<Guesses>): Promise<Stage> {
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
		account.bind(PUSH, scene.teamApp ?? 'live', team.TemplateId);
	}
	const nodes = nodesOf(scene, tencent);
	for (const other of nodes.others) await activateOther(other, scene);
	const staged = { scene, tencent, ...nodes, before: snapshot(tencent) };
	await scene.prepare?.(staged);
	return staged;
}

async function activateOther(other: Node, { previousCallbackKey }: Scene): Promise<void> {
	const { callbackKey } = other;
	if (previousCallbackKey !== undefined) other.callbackKey = previousCallbackKey;
	await other.activate();
	other.callbackKey = callbackKey;
}

/** What is left of a stage once its processes have ended. */
export const worldOf = ({ tencent, node, others }: Stage): World => ({
	holdings: holdingsOf(tencent),
	node: node.memory,
	others: others.map(({ memory }) => memory),
});

/** The same world with other processes and another clock. */
export function restage(
	{ scene, before }: Pick<Stage, 'scene' | 'before'>,
	{ holdings, ...memories }: World,
	how: {
		guesses: Partial<Guesses>;
		process: Process;
		/** Tells the lives of one process apart. */
		workflowId: string;
		spend: (ms: number) => void;
	},
): Stage {
	const { guesses, spend, process, workflowId } = how;
	const tencent = createTencent({ guesses, holdings, spend });
	const { node, others } = nodesOf(scene, tencent, { process, workflowId });
	node.memory = memories.node;
	for (const [index, other] of others.entries()) other.memory = memories.others[index];
	return { scene, before, tencent, node, others };
}

function nodesOf(
	{ parameters, options, callbackKey, previousCallbackKey, others = 0 }: Scene,
	tencent: Tencent,
	n8n: { process?: Process; workflowId?: string } = {},
) {
	const keys = { callbackKey, previousCallbackKey };
	const other = (index: number) =>
		createNode({
			...n8n,
			tencent,
			id: OTHERS[index],
			parameters: { events: ['recordingFile'] },
			options: {
				existingTemplate: options?.existingTemplate,
				callbackKeySource: options?.callbackKeySource,
			},
			...keys,
		});
	return {
		node: createNode({ ...n8n, tencent, parameters, options, ...keys }),
		others: Array.from({ length: others }, (_, index) => other(index)),
	};
}

/**
 * The account without ids, which a template made anew does not keep. Either of a credential's keys
 * may be set by now.
 */
export function snapshot({ account }: Tencent): unknown {
	const rules = [...account.rules.values()].map(({ DomainName, AppName, TemplateId }) => ({
		pair: `${DomainName}/${AppName}`,
		template: account.templates.get(TemplateId)?.TemplateName,
	}));
	const templates = [...account.templates.values()].map(
		({ TemplateId: _, CallbackKey: key, ...template }) => ({
			...template,
			CallbackKey: key === OWN_KEYS.previous ? OWN_KEYS.present : key,
		}),
	);
	const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
	return { rules: rules.sort(byText), templates: templates.sort(byText) };
}

/**
 * How an account is left, as text: without the addresses that n8n no longer knows, since whoever shares
 * a slot with such may take them out of it.
 */
export function endOf(tencent: Tencent, left = snapshot(tencent)): string {
	const known = webhooksOf(tencent);
	return JSON.stringify(left, (_key, value: unknown) => {
		const addresses = reachedBy(value);
		if (addresses.length < 2) return value;
		return addresses.filter((address) => known.has(address)).join();
	});
}
