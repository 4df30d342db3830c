import { isFormerAddress } from '../../../nodes/callbackTemplate/ownership.ts';
import { addressProblem } from '../../../nodes/callbackTemplate/address.ts';
const problem = (host: string, protocol = 'https') =>
	addressProblem(`${protocol}://${host}/webhook/4f1c/tencent-lvb`, { allowPrivate: false });

describe('addressProblem', () => {
	test.each([
		'n8n.example.com',
		'n8n.example.com:8443',
		'8.8.8.8',
		'172.32.0.1',
		'100.128.0.1',
		'[2001:4860:4860::8888]',
		'[::ffff:8.8.8.8]',
		'xn--fiqs8s.example',
		'local.example.com',
		'local1.1a',
	])('has nothing against %s', (host) => {
		expect(problem(host)).toBeUndefined();
		expect(problem(host, 'http')).toBeUndefined();
	});

	test.each([
		'localhost:5678',
		'LOCALHOST',
		'localhost.',
		'n8n',
		'n8n.local',
		'N8N.Local.',
		'n8n.localhost',
		'n8n.internal',
		'n8n.home.arpa',
		'n8n.lan',
		'n8n1',
		'1.local',
		'a.1b.local',
		'127.0.0.1:5678',
		'127.1',
		'2130706433',
		'0x7f.1',
		'0.0.0.0',
		'10.1.2.3',
		'100.64.0.1',
		'169.254.169.254',
		'172.16.0.1',
		'172.31.255.255',
		'192.168.1.2',
		'198.19.0.1',
		'224.0.0.1',
		'255.255.255.255',
		'[::1]',
		'[::]',
		'[fc00::1]',
		'[fd12:3456::1]',
		'[fe80::1]',
		'[febf::1]',
		'[ff02::1]',
		'[::ffff:127.0.0.1]',
		'[::ffff:c0a8:102]',
		'[64:ff9b::a00:1]',
	])('says that Tencent does not reach %s, unless it is allowed', (host) => {
		expect(problem(host)).toMatch(/private network|local network/);
		expect(addressProblem(`http://${host}/x`, { allowPrivate: true })).toBeUndefined();
	});

	test.each(['ftp://n8n.example.com/x', '', 'n8n.example.com/x', 'https://'])(
		'takes no "%s" even where private ones are allowed',
		(address) => {
			expect(addressProblem(address, { allowPrivate: true })).toBeDefined();
		},
	);
});

describe('isFormerAddress', () => {
	const own = 'https://n8n.example.com/webhook/4f1c/tencent-lvb';
	test.each([
		['another host', 'https://old.example.com/webhook/4f1c/tencent-lvb', true],
		['another path before it', 'https://old.example.com/n8n/hooks/4f1c/tencent-lvb', true],
		['another protocol', 'http://n8n.example.com/webhook/4f1c/tencent-lvb', true],
		['itself', own, false],
		['another node', 'https://old.example.com/webhook/77aa/tencent-lvb', false],
		['no address', 'tencent-lvb', false],
		['no path', 'https://old.example.com/', false],
	])('%s', (_what, address, is) => {
		expect(isFormerAddress(address, own)).toBe(is);
	});
});
