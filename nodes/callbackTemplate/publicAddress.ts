import type { LiveApiContext } from '../liveApi';

/**
 * Says why Tencent can't call an address, as what follows "it" in a sentence; undefined where
 * nothing speaks against it. Looks at the address only and asks no name server.
 */
export function addressProblem(
	address: string,
	{ allowPrivate }: { allowPrivate: boolean },
): string | undefined {
	if (!URL.canParse(address)) return 'is not a complete web address';
	const { protocol, hostname } = new URL(address);
	if (protocol !== 'http:' && protocol !== 'https:') return 'is neither http nor https';
	if (allowPrivate) return undefined;
	const host = hostname.replace(/^\[|\]$|\.$/g, '').toLowerCase();
	if (host.includes(':')) return isPrivateV6(host) ? PRIVATE : undefined;
	if (/^\d+(\.\d+){3}$/.test(host)) return isPrivateV4(host) ? PRIVATE : undefined;
	if (!host.includes('.')) return 'names a host that exists in the local network only';
	return PRIVATE_ENDINGS.some((ending) => host.endsWith(ending))
		? 'names a host that exists in the local network only'
		: undefined;
}

/**
 * Whether private addresses are in reach of what the node's credential names as its *Endpoint*: a
 * simulator or proxy that is itself in this network stands in Tencent's place then. Looked up only
 * where it matters; false without a credential. Never throws.
 */
export async function isTencentInReach(context: LiveApiContext): Promise<boolean> {
	try {
		const { endpoint } = await context.getCredentials('tencentCloudApi');
		const address = String(endpoint ?? '').trim();
		return (
			addressProblem(address, { allowPrivate: true }) === undefined &&
			addressProblem(address, { allowPrivate: false }) !== undefined
		);
	} catch {
		return false;
	}
}

const PRIVATE = 'lies in a private network';

/** Names of local networks (RFC 6761, 6762, 8375, ICANN's .internal, and what routers use). */
const PRIVATE_ENDINGS = ['.local', '.localhost', '.internal', '.home.arpa', '.lan', '.localdomain'];

/** Ranges that are not reachable from the internet (RFC 6890), as first address and prefix length. */
const PRIVATE_V4: readonly (readonly [address: string, bits: number])[] = [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.0.0', 24],
	['192.168.0.0', 16],
	['198.18.0.0', 15],
	['224.0.0.0', 3],
];

function isPrivateV4(host: string): boolean {
	const value = numberOf(host);
	return PRIVATE_V4.some(([address, bits]) => {
		const size = 2 ** (32 - bits);
		return Math.floor(value / size) === Math.floor(numberOf(address) / size);
	});
}

const numberOf = (address: string): number =>
	address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);

// URL has written the host in its shortest form already, IPv4 in the last 32 bits as two groups.
function isPrivateV6(host: string): boolean {
	if (host === '::' || host === '::1') return true;
	const mapped = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(host);
	if (mapped) {
		const [high, low] = [parseInt(mapped[1], 16), parseInt(mapped[2], 16)];
		return isPrivateV4([high >> 8, high & 255, low >> 8, low & 255].join('.'));
	}
	// fc00::/7 private, fe80::/10 link, fec0::/10 site, ff00::/8 multicast
	return /^(f[cd]|fe[89a-f]|ff)[0-9a-f]{0,2}:/.test(host);
}
