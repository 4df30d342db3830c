import type { Template, UrlSlot } from '../../../tools/simulator/account/templates.mts';
import { freshPayload } from '../../../tools/simulator/callbacks/payload.mts';
import { signCallback } from '../../../tools/simulator/callbacks/send.mts';
import { eventNamed, readEvents } from '../../../tools/simulator/catalogue.mts';
import type { IDataObject } from 'n8n-workflow';
import type { Node } from './n8n.mts';
import { post } from './webhooks.mts';
import type { Tencent } from './tencent.mts';

/**
 * The addresses that get what is sent to a slot's: that of the carrier, and those of the ids that
 * stand behind it.
 */
export function reachedBy(value: unknown): string[] {
	if (typeof value !== 'string' || value === '') return [];
	const [carrier, also] = value.split('?also=');
	const others = also?.split(',').map((id) => carrier.replace(/[^/]+(?=\/[^/]+$)/, id)) ?? [];
	return [carrier, ...others];
}

const VALID_FOR_SECONDS = 600;

const EVENTS = readEvents();

/** How an event arrives: its slot, and where it happens. */
interface Happening {
	event: string;
	slot: UrlSlot;
	domain: string;
	appName: string;
}

/**
 * Lets an event happen and sends it once, as Tencent does, to the address in the template in force.
 * Gives back what is wrong: everyone of those must start once, nobody else, all with one delivery id.
 */
export async function arrivals(
	tencent: Pick<Tencent, 'account'>,
	nodes: readonly Node[],
	{ awaited, happening }: { awaited: readonly Node[]; happening: Happening },
): Promise<string[]> {
	const { event, slot, domain, appName } = happening;
	const bound: Template | undefined = tencent.account.templateOf(domain, appName);
	const address = bound?.[slot];
	if (!bound || !address) return awaited.length === 0 ? [] : [`${event} is sent to nobody`];
	for (const node of nodes) node.executions.length = 0;
	const now = nodes[0].process.now();
	const payload = freshPayload(eventNamed(EVENTS, event), { domain, appName, now });
	const t = Math.floor(now / 1000) + VALID_FOR_SECONDS;
	const signed = { ...payload, t, sign: signCallback(bound.CallbackKey, t) } as IDataObject;
	const { status } = await post(tencent, address, signed);

	const wrong = status === 200 ? [] : [`${event} is answered with ${status}`];
	for (const node of nodes) {
		const times = node.executions.length;
		const expected = awaited.includes(node) ? 1 : 0;
		if (times !== expected) wrong.push(`${node.id} runs ${times} times on ${event}`);
	}
	const ids = new Set(nodes.flatMap((one) => one.executions.map((item) => item.deliveryId)));
	if (ids.size > 1) wrong.push(`${event} has ${ids.size} delivery ids`);
	return wrong;
}
