import type { IDataObject } from 'n8n-workflow';
import { samplePayload } from '../../../../nodes/callback/sample.ts';
import { signCallback } from '../../../../nodes/callback/signature.ts';
import { createNode, type Node, type NodeOptions } from '../../../proofs/registration/n8n.mts';
import { startProcess, type Process } from '../../../proofs/registration/process.mts';
import { createTencent } from '../../../proofs/registration/tencent.mts';

const MINUTE = 60_000;

/** The slots that several workflows share a template with, one each. */
const EVENTS = ['streamBegin', 'streamEnd', 'snapshot'];

/** A Tencent, and n8n's processes under one clock. */
export function openWorld() {
	let now = Date.parse('2026-12-01T10:00:00Z');
	const tencent = createTencent();
	const start = (): Process =>
		startProcess({ now: () => now, sleep: async (ms) => void (now += ms) });
	const process = start();
	let count = 0;

	/** An event as Tencent sends it with this key, another one each time. */
	function signed(key: string): IDataObject {
		const t = Math.floor(now / 1000) + 600;
		const sequence = String((count += 1));
		const sample = samplePayload('streamBegin') as IDataObject;
		return { ...sample, sequence, t, sign: signCallback(key, t) };
	}

	return {
		tencent,
		/** Starts another process of the same n8n. */
		start,
		/** The template of the push domain. */
		template: () => tencent.account.templateOf('push.example.com', 'live')!,
		pass: (minutes: number) => void (now += minutes * MINUTE),
		/** A workflow with one event of its own. */
		node: (index = 0, options: Partial<NodeOptions> = {}): Node =>
			createNode({
				tencent,
				process,
				id: `node-${index}`,
				...options,
				parameters: { events: [EVENTS[index]], ...options.parameters },
			}),
		/** HTTP's answer to an event that is signed with the key. */
		answer: async (node: Node, key: string, process?: Process): Promise<number> =>
			await node.deliver(signed(key), process),
	};
}

export type World = ReturnType<typeof openWorld>;

/** What a person or n8n does to a workflow. */
export type Act = 'tick' | 'restart' | 'reactivate' | 'update';

export async function act(node: Node, what: Act): Promise<void> {
	if (what === 'tick') await node.tick();
	if (what === 'restart') await node.restart();
	if (what === 'tick' || what === 'restart') return;
	await node.deactivate();
	const { status, message } = await node.activate(what === 'update' ? 'update' : 'activate');
	if (status !== 'activated') throw new Error(message);
}
