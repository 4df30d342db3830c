/**
 * Whether an address is this node's own path under another base: the node before n8n moved, or in a
 * copy of this n8n. Whatever lies under the node's own base is another workflow's.
 */
export function isFormerAddress(address: string, own: string): boolean {
	const [theirs, ours] = [partsOf(address), partsOf(own)];
	if (theirs === undefined || ours === undefined || theirs.path !== ours.path) return false;
	return theirs.base !== ours.base && !theirs.base.startsWith(`${ours.base}/`);
}

/**
 * Whether n8n never answers at an address that it made itself. It looks requests up by their path
 * as decoded, so that neither an empty webhook id nor the name of a node that has to be encoded is
 * ever found.
 */
export function isUnanswerable(address: string): boolean {
	const segments = segmentsOf(address);
	const id = segments?.at(-2);
	return segments !== undefined && (id === undefined || id === '' || id.includes('%'));
}

/**
 * Whether n8n made an address without a webhook id: of the workflow and the node's name, or of the
 * word null. It may be answered for now, but is shared or changes with the name.
 */
export function isWithoutId(
	address: string,
	{ workflowId, nodeName }: { workflowId: string | undefined; nodeName: string },
): boolean {
	const [workflow, id] = segmentsOf(address)?.slice(-3) ?? [];
	const name = encodeURIComponent(nodeName.toLowerCase());
	return id === 'null' || (id === name && workflow === workflowId);
}

/** The base that all addresses of an n8n have, and the node's own path below it. */
function partsOf(address: string): { base: string; path: string } | undefined {
	const segments = segmentsOf(address);
	if (segments === undefined || segments.length < 3) return undefined;
	const [workflow, id] = segments.slice(-3);
	const isOfName = id.includes('%') || WORKFLOW_ID.test(workflow);
	const own = isOfName ? 3 : 2;
	const { origin } = new URL(address);
	return {
		base: [origin, ...segments.slice(1, -own)].join('/'),
		path: segments.slice(-own).join('/'),
	};
}

/** What stands before the name of a node without webhook id; no endpoint of n8n is called so. */
const WORKFLOW_ID = /^(?:[A-Za-z0-9]{16}|\d+)$/;

// The first one is empty, as what precedes the slash. Raw, since a parser encodes what n8n does not.
function segmentsOf(address: string): string[] | undefined {
	if (!URL.canParse(address)) return undefined;
	const path = address.replace(/^[a-z]+:\/\/[^/?#]*/i, '').replace(/[?#].*$/s, '');
	return path.replace(/\/$/, '').split('/');
}
