import { pinnedItem, type CallbackRoom } from './pinnedItem.mts';

const TRIGGER = 'n8n-nodes-tencent-lvb.tencentLvbTrigger';

/** An example workflow, as far as pinning looks at it. */
export interface Example {
	nodes: Array<{ name: string; type: string; parameters: { events?: string[] } }>;
	connections: object;
	pinData?: Record<string, Array<{ json: object }>>;
	[part: string]: unknown;
}

/** Where the sample alone would not show what the example is for. */
const CHANGES: Record<string, Record<string, unknown>> = {
	'alert-on-fault.json': { errcode: 12, errmsg: 'The push connection was broken' },
};

export const readExample = (text: string): Example => JSON.parse(text) as Example;

/** The example with the sample of its trigger's first event pinned; as it is where it has none. */
export function withPinnedSample(file: string, example: Example, room: CallbackRoom): Example {
	const { pinData: _former, settings, ...rest } = example;
	const trigger = example.nodes.find(({ type }) => type === TRIGGER);
	const [event] = trigger?.parameters.events ?? [];
	if (trigger === undefined || event === undefined) return { ...rest, settings };
	const json = pinnedItem(event, room, CHANGES[file]);
	return { ...rest, pinData: { [trigger.name]: [{ json }] }, settings };
}
