import { fullSentence } from '../../../../nodes/liveApi/refusal.ts';
import { troubleOfRefusal } from '../../../../nodes/TencentLvbTrigger/registration/words.ts';

const refusal = {
	...{ ok: false, kind: 'person', category: 'parameter', retryable: false },
	...{ message: 'A value is missing, of the wrong type or not allowed', nextStep: 'Correct it.' },
	...{ tencentSays: 'Domain push.elsewhere.com is not yours.', requestId: 'r-1' },
} as const;

const textOf = (one: unknown) => fullSentence(troubleOfRefusal(one as never));

describe('What was entered of a registration that Tencent refuses', () => {
	const PLACE = { domain: 'push.example.com', app: 'r<o>om' };
	const URL = 'https://n8n.example.com/webhook/<a>/tencent-lvb';
	const ADDRESS = { category: 'parameter', code: 'InvalidParameter.UrlNotSafe' };
	const ELSEWHERE = [
		...['auth', 'permission', 'credential'],
		...['network', 'timeout', 'http', 'malformed', 'stopped'],
	];
	const PAIR = " ('Push Domain' push.example.com, 'App Name' r&lt;o&gt;om)";

	test.each<[more: object, entered: object | undefined, named: string]>([
		[{ category: 'parameter' }, PLACE, PAIR],
		[{ category: 'notFound' }, { ...PLACE, url: URL }, PAIR],
		[ADDRESS, PLACE, PAIR],
		[ADDRESS, { ...PLACE, url: URL }, ' (https://n8n.example.com/webhook/&lt;a&gt;/tencent-lvb)'],
		[{ category: 'parameter' }, { ...PLACE, domain: '' }, ''],
		[{ category: 'parameter' }, undefined, ''],
		[{ category: 'parameter', kind: 'transient' }, PLACE, ''],
		...ELSEWHERE.map((category): [object, object, string] => [{ category }, PLACE, '']),
	])('is named where it may be the reason: %j with %j', (more, entered, named) => {
		const code = 'InvalidParameter.Any';
		const { message } = troubleOfRefusal({ ...refusal, code, ...more } as never, entered as never);
		expect(message).toBe(`${refusal.message}${named}`);
	});
});

describe('A registration that Tencent refuses', () => {
	test('without saying which value is wrong names the fields that a person has filled in', () => {
		const text = textOf({ ...refusal, code: 'InvalidParameter' });
		expect(text).toContain("'Push Domain'");
		expect(text).toContain("'App Name'");
		expect(text).toContain('(InvalidParameter, RequestId r-1)');
	});

	test('for a reason that is known keeps its words', () => {
		const text = textOf({
			...{ ...refusal, code: 'InvalidParameter.ArgsNotMatch' },
			...{ message: 'The template name is not allowed', nextStep: 'Use letters.' },
		});
		expect(text).toBe(
			'The template name is not allowed. Use letters. (InvalidParameter.ArgsNotMatch, RequestId r-1)',
		);
	});
});
