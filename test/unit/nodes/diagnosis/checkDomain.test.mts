import { checkDomain } from '../../../../nodes/TencentLvb/diagnosis/checkDomain.ts';
import type { Subject } from '../../../../nodes/TencentLvb/diagnosis/subject.ts';

const domain = 'push.example.com';
const answering = (DomainInfo: object | null) =>
	({
		domain,
		port: async () => ({ ok: true, response: { DomainInfo, RequestId: '' } }),
	}) as unknown as Subject;

describe('The domain check', () => {
	test.each([
		['a CNAME that does not point to Tencent', { Type: 0, Status: 1, BCName: 0 }, 'warning'],
		['an enabled push domain', { Type: 0, Status: 1, BCName: 1 }, 'ok'],
		['a domain without a word on its CNAME', { Type: 0, Status: 1 }, 'ok'],
		['a disabled domain', { Type: 0, Status: 0, BCName: 0 }, 'failed'],
		['no domain at all', null, 'failed'],
	])('tells %s', async (_, info, status) => {
		const { findings, isUsable } = await checkDomain(answering(info));
		expect(findings).toMatchObject([
			{ check: 'credential', status: 'ok' },
			{ check: 'domain', status },
		]);
		expect(isUsable).toBe(true);
	});

	test('names the CNAME to set', async () => {
		const info = { Type: 0, Status: 1, BCName: 0, TargetDomain: 'push.example.com.cname.example' };
		const { findings } = await checkDomain(answering(info));
		expect(findings[1].fix).toContain(info.TargetDomain);
	});
});
