import { carryOut } from '../../../../nodes/TencentLvbTrigger/registration/writes.ts';

const pair = { domain: 'push.example.com', app: 'live' };
const CREATE = { kind: 'createTemplate', body: { TemplateName: 'a' } } as const;
const BIND = { kind: 'bind' } as const;

/** Carries steps out against an account that gives one answer to all. */
async function carriedOut(
	steps: ReadonlyArray<typeof CREATE | typeof BIND>,
	response: object,
	mayWrite = () => true,
) {
	const calls: unknown[] = [];
	const port = async (action: string, body: object) => {
		calls.push([action, body]);
		return { ok: true as const, response: { RequestId: 'r', ...response } };
	};
	return { result: await carryOut(steps as never, { port, pair, mayWrite }), calls };
}

describe('A template that is created', () => {
	test.each([7, '7', '9007199254740993'])('is bound by its number: %p', async (TemplateId) => {
		const { result, calls } = await carriedOut([CREATE, BIND], { TemplateId });
		expect(result).toEqual({ done: true, createdId: TemplateId });
		expect(calls).toEqual([
			['CreateLiveCallbackTemplate', CREATE.body],
			['CreateLiveCallbackRule', { DomainName: pair.domain, AppName: pair.app, TemplateId }],
		]);
	});

	test.each([undefined, null, '', 'x', {}, -7])(
		'may be there where Tencent tells the number %p of it, and nothing is bound',
		async (TemplateId) => {
			const { result, calls } = await carriedOut([CREATE, BIND], { TemplateId });
			expect(result).toMatchObject({
				...{ done: false, step: CREATE },
				refusal: { kind: 'transient', category: 'malformed' },
			});
			expect(calls).toHaveLength(1);
		},
	);

	test('is not created where leave to write is withdrawn', async () => {
		const { result, calls } = await carriedOut([CREATE, BIND], { TemplateId: 7 }, () => false);
		expect(result).toEqual({ done: false, halted: true });
		expect(calls).toEqual([]);
	});
});
