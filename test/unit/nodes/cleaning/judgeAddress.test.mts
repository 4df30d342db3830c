import type { AddressAnswer } from '../../../../nodes/callbackTemplate/address.ts';
import { judgeAddress } from '../../../../nodes/TencentLvb/execution/cleanUp.ts';

const other = (status: number): AddressAnswer => ({
	kind: 'other',
	status,
	redirects: status < 400,
});
const none = (code: string): AddressAnswer => ({ kind: 'none', code });

describe('An address', () => {
	test.each<[string, AddressAnswer, string]>([
		['a trigger answers', { kind: 'trigger' }, 'answers'],
		['n8n knows no such webhook', { kind: 'unregistered', status: 404 }, 'gone'],
		['n8n knows it for another method', { kind: 'otherMethod', status: 404 }, 'unclear'],
		['a proxy finds no path', other(404), 'unclear'],
		['another server says gone', other(410), 'unclear'],
		['another page answers', other(200), 'unclear'],
		['a login is in the way', other(401), 'unclear'],
		['a firewall is in the way', other(403), 'unclear'],
		['it redirects', other(302), 'unclear'],
		['it is busy', other(429), 'unclear'],
		['a proxy finds no n8n', other(502), 'unclear'],
		['its name is unknown', none('ENOTFOUND'), 'unclear'],
		['nobody listens', none('ECONNREFUSED'), 'unclear'],
		['it takes too long', none('ECONNABORTED'), 'unclear'],
		['names can not be looked up now', none('EAI_AGAIN'), 'unclear'],
	])('where %s is judged by that', (_, answer, verdict) => {
		const url = 'https://n8n.example.com/webhook/1';
		expect(judgeAddress(url, answer)).toMatchObject({ url, verdict });
	});
});
