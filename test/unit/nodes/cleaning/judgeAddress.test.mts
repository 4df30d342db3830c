import type { AddressAnswer } from '../../../../nodes/callbackTemplate/askAddress.ts';
import { judgeAddress } from '../../../../nodes/TencentLvb/cleaning/judgeAddress.ts';

const other = (status: number): AddressAnswer => ({
	kind: 'other',
	status,
	redirects: status < 400,
});
const none = (code: string): AddressAnswer => ({ kind: 'none', code });

describe('An address', () => {
	test.each<[string, AddressAnswer, string, string]>([
		['a trigger answers', { kind: 'trigger' }, 'answers', 'answers'],
		['the path is not there', other(404), 'gone', 'gone'],
		['the path is gone for good', other(410), 'gone', 'gone'],
		['another page answers', other(200), 'gone', 'unclear'],
		['a login is in the way', other(401), 'unclear', 'unclear'],
		['a firewall is in the way', other(403), 'unclear', 'unclear'],
		['it redirects', other(302), 'unclear', 'unclear'],
		['it is busy', other(429), 'unclear', 'unclear'],
		['a proxy finds no n8n', other(502), 'unclear', 'unclear'],
		['its name is unknown', none('ENOTFOUND'), 'gone', 'unclear'],
		['nobody listens', none('ECONNREFUSED'), 'gone', 'unclear'],
		['it takes too long', none('ECONNABORTED'), 'unclear', 'unclear'],
		['names can not be looked up now', none('EAI_AGAIN'), 'unclear', 'unclear'],
	])('where %s', (_, answer, elsewhere, here) => {
		const url = 'https://n8n.example.com/webhook/1';
		expect(judgeAddress(url, answer, { isOwn: false })).toMatchObject({ url, verdict: elsewhere });
		expect(judgeAddress(url, answer, { isOwn: true })).toMatchObject({ url, verdict: here });
	});
});
