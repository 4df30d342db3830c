/**
 * Whether an address is this node's own path under another host: the node before n8n moved, or in
 * a copy of this n8n. The last two segments hold the node's webhook id, which no other node has.
 */
export function isFormerAddress(address: string, own: string): boolean {
	const tail = tailOf(address);
	return address !== own && tail !== undefined && tail === tailOf(own);
}

function tailOf(address: string): string | undefined {
	if (!URL.canParse(address)) return undefined;
	const segments = new URL(address).pathname.split('/').filter((segment) => segment !== '');
	return segments.length < 2 ? undefined : segments.slice(-2).join('/');
}
