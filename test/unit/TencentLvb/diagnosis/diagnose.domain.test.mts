import { checkDomain } from '../../../../nodes/TencentLvb/diagnosis/diagnose.ts';
import type { Subject } from '../../../../nodes/TencentLvb/diagnosis/finding.ts';
import { tencentRefusal } from '../../../../nodes/liveApi/answer.ts';
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
			{ check: 'Credential', status: 'ok' },
			{ check: 'Push Domain', status },
		]);
		expect(isUsable).toBe(true);
	});

	test.each<[string, string, string, string, boolean]>([
		['a missing permission', 'UnauthorizedOperation', 'Push Domain', 'warning', true],
		[
			'one that is told as a matter of keys',
			'AuthFailure.CamNoAuth',
			'Push Domain',
			'warning',
			true,
		],
		['one that a policy denies', 'UnauthorizedOperation.CamNoAuth', 'Push Domain', 'warning', true],
		[
			'a domain that is not this account’s',
			'InternalError.NotPermmitOperat',
			'Push Domain',
			'failed',
			true,
		],
		['an unknown domain', 'ResourceNotFound.DomainNotExist', 'Push Domain', 'failed', true],
		['keys that are none', 'AuthFailure.SecretIdNotFound', 'Credential', 'failed', false],
		[
			'an account without the service',
			'ResourceNotFound.ForbidService',
			'Credential',
			'failed',
			false,
		],
		['a Tencent that is busy', 'InternalError', 'Credential', 'warning', false],
	])('lays %s (%s) at the door of the %s', async (_, code, check, status, usable) => {
		const refusal = tencentRefusal('DescribeLiveDomain', { code, message: '' });
		const port = async () => ({ ok: false, refusal });
		const { findings, isUsable } = await checkDomain({ domain, port } as unknown as Subject);
		expect(findings.at(-1)).toMatchObject({ check, status });
		expect(findings[0]).toMatchObject({ check: 'Credential', status: usable ? 'ok' : status });
		expect(isUsable).toBe(usable);
	});

	test('names the CNAME to set', async () => {
		const info = { Type: 0, Status: 1, BCName: 0, TargetDomain: 'push.example.com.cname.example' };
		const { findings } = await checkDomain(answering(info));
		expect(findings[1].fix).toContain(info.TargetDomain);
		const unnamed = await checkDomain(answering({ ...info, TargetDomain: undefined }));
		expect(unnamed.findings[1].fix).toBe('Set the CNAME at your DNS provider.');
	});
});
