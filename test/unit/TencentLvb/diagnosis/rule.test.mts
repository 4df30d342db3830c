import { checkRule } from '../../../../nodes/TencentLvb/diagnosis/rule.ts';
import { templateName } from '../../../../nodes/callbackTemplate/ownership.ts';
import { NOW, PAIR, subjectWith } from './subject.mts';

const MINUTE = 60_000;

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
		return findings.filter(({ check }) => check === 'Last Change');
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
			expect.objectContaining({
				check: 'Callback Template',
				status,
				detail: expect.stringMatching(detail),
			}),
		);
	});

	test.each([
		['abc', 'ok'],
		['', 'failed'],
		['a-b', 'warning'],
	])('has the key "%s"', (key, status) => {
		expect(lookedAt({ name: 'team', key })).toContainEqual(
			expect.objectContaining({ check: 'Callback Key', status }),
		);
	});
});

describe('a pair without a rule', () => {
	const told = (apps: readonly string[], domain = PAIR.domain) => {
		const items = apps.map((app) => ({ domain, app, templateId: 7 }));
		const { findings } = checkRule(subjectWith({}).subject, {
			rules: { ok: true, items },
			templates: { ok: true, items: [] },
		} as never);
		return findings;
	};

	test.each([
		['no rule at all', [], PAIR.domain],
		['rules of other domains', ['live', ''], 'other.example.com'],
	])('is told as such where there are %s', (_what, apps, domain) => {
		expect(told(apps, domain)).toEqual([
			{
				...{ check: 'Callback Rule', status: 'failed' },
				detail: 'push.example.com/live has no callback template, so no event is sent.',
				fix: 'Publish the workflow with the trigger for this domain and app.',
			},
		]);
	});

	test('is told with the other apps of its domain', () => {
		expect(told(['other', 'more'])).toEqual([
			expect.objectContaining({
				detail: expect.stringContaining('The domain has rules for "other", "more".'),
				fix: expect.stringContaining("Check 'App Name'"),
			}),
		]);
	});

	test('is not told where its rule leads to nothing', () => {
		expect(told(['live']).map(({ check, status }) => `${check} ${status}`)).toEqual([
			...['Callback Rule ok', 'Callback Template failed'],
		]);
	});
});
