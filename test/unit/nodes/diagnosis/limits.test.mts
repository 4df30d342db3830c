import { checkAddress } from '../../../../nodes/TencentLvb/diagnosis/address.ts';
import { checkDeliveries, quote } from '../../../../nodes/TencentLvb/diagnosis/deliveries.ts';
import type { Subject } from '../../../../nodes/TencentLvb/diagnosis/finding.ts';
import { checkRule, checkSlots } from '../../../../nodes/TencentLvb/diagnosis/rule.ts';
import { templateName } from '../../../../nodes/callbackTemplate/ownership.ts';

const NOW = Date.UTC(2026, 10, 24, 10);
const MINUTE = 60_000;
const PAIR = { domain: 'push.example.com', app: 'live' };

type Call = { action: string; body: Record<string, unknown> };

function subjectWith(answers: Record<string, object>, more: Partial<Subject> = {}) {
	const calls: Call[] = [];
	const subject = {
		...{ ...PAIR, streamName: '', webhookUrl: '', now: NOW, instanceId: 'instance', site: 'china' },
		isOwn: (address: string) => address.startsWith('https://n8n.example.com/'),
		port: async (action: string, body: Record<string, unknown>) => {
			calls.push({ action, body });
			return { ok: true, response: { RequestId: '', ...answers[action] } };
		},
		...more,
	} as unknown as Subject;
	return { subject, calls };
}

const streams = (count: number, first = 0) =>
	Array.from({ length: count }, (_, at) => ({ StreamName: `room-${first + at}` }));
const deliveries = (codes: readonly number[]) =>
	codes.map((ResultCode, at) => ({
		ResultCode,
		EventTime: `2026-11-24T09:${10 + at}`,
		EventType: 1,
	}));

describe('the deliveries', () => {
	test('are those of a day, of three streams at most, each looked up once', async () => {
		const answers = {
			DescribeLiveStreamOnlineList: {
				OnlineInfo: [...streams(2), ...streams(1), { StreamName: '' }],
			},
			DescribeLiveStreamEventList: { EventList: streams(4, 1) },
		};
		const { subject, calls } = subjectWith(answers);
		await checkDeliveries(subject);
		const period = { StartTime: '2026-11-23T10:00:00Z', EndTime: '2026-11-24T10:00:00Z' };
		const logs = calls.filter(({ action }) => action === 'DescribeCallbackRecordsList');
		expect(logs.map(({ body }) => body)).toEqual(
			['room-0', 'room-1', 'room-2'].map((StreamName) => ({
				...{ ...period, StreamName, PageNum: 1, PageSize: 100 },
			})),
		);
		const [online, ended] = calls;
		const page = { DomainName: PAIR.domain, AppName: PAIR.app, PageNum: 1, PageSize: 100 };
		expect([online.body, ended.body]).toEqual([page, { ...page, ...period }]);
	});

	test('are those of the stream that is named, and no other is looked up', async () => {
		const { subject, calls } = subjectWith({}, { streamName: 'room-9' });
		const findings = await checkDeliveries(subject);
		expect(calls.map(({ body }) => body.StreamName)).toEqual(['room-9']);
		expect(findings).toEqual([
			expect.objectContaining({
				status: 'warning',
				detail: expect.stringMatching(/no event of room-9/),
			}),
		]);
	});

	const outcomeOf = async (codes: readonly number[]) => {
		const answers = { DescribeCallbackRecordsList: { DataInfoList: deliveries(codes) } };
		const [finding] = await checkDeliveries(subjectWith(answers, { streamName: 'room-1' }).subject);
		return finding;
	};

	test.each([
		['all', [0, 0], 'ok', /^All arrived/],
		['some', [0, 1], 'warning', /^1 of the last 2 did not arrive/],
		['none', [1, 2], 'failed', /^2 of the last 2 did not arrive/],
	] as const)('arrived: %s', async (_what, codes, status, detail) => {
		expect(await outcomeOf(codes)).toMatchObject({ status, detail: expect.stringMatching(detail) });
	});

	test.each([9, 10, 11, 12])('are told of ten at most, the latest first: %i', async (count) => {
		const { detail } = await outcomeOf(
			Array.from({ length: count }, (_, at) => (at === 0 ? 7 : 0)),
		);
		const told = detail.match(/2026-11-24T09:\d+/g) ?? [];
		const all = deliveries(Array(count).fill(0)).map(({ EventTime }) => EventTime);
		expect(told).toEqual(all.reverse().slice(0, 10));
		expect(detail.includes('code 7')).toBe(count <= 10);
	});

	test.each([79, 80, 81])('are quoted with 80 characters at most: %i', (length) => {
		const text = '录'.repeat(length);
		const shown = length > 80 ? `${'录'.repeat(80)}…` : text;
		expect(quote(text)).toBe(` (${shown})`);
	});

	test('are looked at for 4000 characters', () => {
		expect(quote(`${' '.repeat(3999)}ab`)).toBe(' (a)');
		expect(quote(`${' '.repeat(4000)}ab`)).toBe('');
	});

	test.each([31, 32, 33])('hide a signature, which has 32 digits: %i', (digits) => {
		const rest = digits < 32 ? 'a'.repeat(31) : `[hidden]${'a'.repeat(digits - 32)}`;
		expect(quote(`{"sign":"${'a'.repeat(digits)}"}`)).toBe(` ({"sign":"${rest}"})`);
		expect(quote(`design: ${'b'.repeat(32)}`)).toBe(` (design: ${'b'.repeat(32)})`);
	});
});

describe('the last change of a rule', () => {
	const found = (changedAt: number | undefined, app = PAIR.app) => {
		const rule = { ...PAIR, app, templateId: 7, changedAt };
		const template = {
			id: 7,
			name: templateName('instance', PAIR),
			key: 'abc',
			description: '',
			slots: {},
		};
		const { findings } = checkRule(subjectWith({}).subject, {
			rules: { ok: true, items: [rule] },
			templates: { ok: true, items: [template] },
		} as never);
		return findings.filter(({ check }) => check === 'lastChange');
	};

	test.each([
		[-5 * MINUTE, '0 minutes ago', 'warning'],
		[0, '0 minutes ago', 'warning'],
		[MINUTE - 1, '0 minutes ago', 'warning'],
		[MINUTE, '1 minute ago', 'warning'],
		[2 * MINUTE, '2 minutes ago', 'warning'],
		[10 * MINUTE - 1, '9 minutes ago', 'warning'],
		[10 * MINUTE, '10 minutes ago', 'ok'],
		[119 * MINUTE, '119 minutes ago', 'ok'],
		[120 * MINUTE, '2 hours ago', 'ok'],
		[48 * 60 * MINUTE - 1, '47 hours ago', 'ok'],
		[48 * 60 * MINUTE, '2 days ago', 'ok'],
		[72 * 60 * MINUTE - 1, '2 days ago', 'ok'],
	])('%i ms before is told as %s', (ms, words, status) => {
		expect(found(NOW - ms)).toEqual([
			expect.objectContaining({ status, detail: expect.stringContaining(`changed ${words}.`) }),
		]);
	});

	test('is not told where Tencent does not say', () => {
		expect(found(undefined)).toEqual([]);
	});
});

describe('a template', () => {
	const lookedAt = (template: object) =>
		checkRule(subjectWith({}).subject, {
			rules: { ok: true, items: [{ ...PAIR, templateId: 7 }] },
			templates: {
				ok: true,
				items: [{ id: 7, key: 'abc', description: '', slots: {}, ...template }],
			},
		} as never).findings;

	test.each([
		['this n8n for the pair', templateName('instance', PAIR), 'ok', /was made by this n8n\.$/],
		[
			'this n8n for another pair',
			templateName('instance', { ...PAIR, app: 'other' }),
			...(['warning', /by this n8n for another domain or app/] as const),
		],
		['another n8n', templateName('another', PAIR), 'warning', /by another n8n/],
		['somebody else', 'team', 'warning', /by somebody else/],
	] as const)('was made by %s', (_who, name, status, detail) => {
		expect(lookedAt({ name })).toContainEqual(
			expect.objectContaining({ check: 'template', status, detail: expect.stringMatching(detail) }),
		);
	});

	test.each([
		['abc', 'ok'],
		['', 'failed'],
		['a-b', 'warning'],
	])('has the key "%s"', (key, status) => {
		expect(lookedAt({ name: 'team', key })).toContainEqual(
			expect.objectContaining({ check: 'key', status }),
		);
	});

	const OWN = 'https://n8n.example.com/webhook/1/tencent-lvb';
	const OTHER = 'https://other.example.com/x';

	test.each([
		['nowhere', '', '', 'warning'],
		['to this n8n, no address being given', '', OWN, 'ok'],
		['elsewhere, no address being given', '', OTHER, 'warning'],
		['to the address that is given', OWN, OWN, 'ok'],
		['to the address that is given, though not of this n8n', OTHER, OTHER, 'ok'],
		['to another address of this n8n', `${OWN}2`, OWN, 'warning'],
		['elsewhere than to the address that is given', OWN, OTHER, 'failed'],
	])('sends %s', (_where, webhookUrl, address, status) => {
		const template = {
			id: 7,
			name: 'team',
			key: 'abc',
			description: '',
			slots: { StreamBeginNotifyUrl: address },
		};
		const { subject } = subjectWith({}, { webhookUrl });
		const finding = checkSlots(subject, template as never).find(
			({ check }) => check === 'slot.streamBegin',
		);
		expect(finding).toMatchObject({ status });
		const isSaid = address.startsWith('https://n8n.example.com/');
		expect(finding?.detail.includes('(this n8n)')).toBe(isSaid);
	});
});

describe('an address', () => {
	const context = { getCredentials: async () => ({}) } as never;
	const answered = async (address: string, answer: object) => {
		const findings = await checkAddress({ context }, { address, ask: async () => answer as never });
		return findings.map(({ check, status }) => `${check} ${status}`);
	};
	const wordsOn = async (status: number, redirects = false) => {
		const answer = { kind: 'other', status, redirects } as never;
		const findings = await checkAddress({ context }, { address: OWN, ask: async () => answer });
		return findings.at(-1)?.fix ?? '';
	};
	const OWN = 'https://n8n.example.com/webhook/1/tencent-lvb';

	test.each([
		[OWN, 'addressPublic ok', 'addressAnswers ok'],
		[OWN.replace('https', 'http'), 'addressPublic warning', 'addressAnswers ok'],
		[OWN.replace('n8n.example.com', 'localhost'), 'addressPublic warning', 'addressAnswers ok'],
		[
			'https://n8n.example.com/webhook-test/1/tencent-lvb',
			'addressPublic ok',
			'addressAnswers warning',
		],
		[
			'https://n8n.example.com/webhook-test/1/a/tencent-lvb/',
			'addressPublic ok',
			'addressAnswers warning',
		],
		['https://n8n.example.com/webhook-test/1', 'addressPublic ok', 'addressAnswers ok'],
		['https://n8n.example.com/webhook-test/1/2/3/4', 'addressPublic ok', 'addressAnswers ok'],
	])('is public and answers: %s', async (address, ...expected) => {
		expect(await answered(address, { kind: 'trigger' })).toEqual(expected);
	});

	test('that is none is not asked', async () => {
		expect(await answered('tencent-lvb', { kind: 'trigger' })).toEqual(['addressPublic failed']);
		expect(await answered('ftp://n8n.example.com/', { kind: 'trigger' })).toEqual([
			'addressPublic failed',
		]);
	});

	test.each([
		[200, /^Check the URL/],
		[400, /^Check the URL/],
		[401, /pass the login/],
		[402, /^Check the URL/],
		[403, /pass the login/],
		[404, /^Let the proxy before n8n/],
		[499, /^Check the URL/],
		[500, /^Check that n8n runs/],
		[503, /^Check that n8n runs/],
	])('that answers %i is mended by what that means', async (status, fix) => {
		expect(await wordsOn(status)).toMatch(fix);
		expect(await wordsOn(status, true)).toMatch(/^Set WEBHOOK_URL/);
	});
});
