import {
	addressesIn,
	bindingOf,
	idOf,
	labelOfSlot,
	readAccount,
	ruleFor,
	sameId,
	slotOn,
	writtenLevel,
} from '../../../nodes/callbackTemplate/account.ts';
import { EVENTS } from '../../../nodes/callback/generated/events.ts';
import { writeNote } from '../../../nodes/callbackTemplate/ownership.ts';

const RULE = { DomainName: 'Push.Example.com', AppName: 'live', TemplateId: 7, UpdateTime: '' };

const read = async (Rules: unknown, Templates: unknown) => {
	const account = await readAccount(async (action) => ({
		ok: true,
		response: { RequestId: 'r', ...(action.endsWith('Rules') ? { Rules } : { Templates }) },
	}));
	return account.ok ? account.found : account.refusal.message;
};

describe('The number of a template', () => {
	test.each([0, 7, '7', '007', '9007199254740993'])('may be %p', (value) => {
		expect(idOf(value)).toBe(value);
	});

	test.each([7.5, Number.NaN, '', 'x7', '7x', '7\n', '-7', null, undefined, {}])(
		'is not %p',
		(value) => {
			expect(idOf(value)).toBeUndefined();
		},
	);

	test('is the same as a number and as digits', () => {
		expect(sameId(7, '7')).toBe(true);
		expect(sameId(7, 8)).toBe(false);
		expect([sameId(undefined, undefined), sameId(7, undefined), sameId(undefined, 7)]).toEqual([
			...[false, false, false],
		]);
	});
});

describe('An account', () => {
	test('is read with the domain in lower case and what is empty left out', async () => {
		const template = {
			...{ TemplateId: '8', TemplateName: 'a', Description: null, CallbackKey: 'k' },
			...{ StreamBeginNotifyUrl: 'https://a.example', StreamEndNotifyUrl: '' },
			...{ StreamMixNotifyUrl: null, RecordExceptionLevels: ['error', 7] },
		};
		const rules = [RULE, { ...RULE, TemplateId: '8', UpdateTime: '2026-11-24 18:00:00' }];
		expect(await read(rules, [template])).toEqual({
			rules: [
				{ domain: 'push.example.com', app: 'live', templateId: 7, changedAt: undefined },
				{
					...{ domain: 'push.example.com', app: 'live', templateId: '8' },
					changedAt: Date.UTC(2026, 10, 24, 10),
				},
			],
			templates: [
				{
					...{ id: '8', name: 'a', description: '', key: 'k', levels: ['error', '7'] },
					slots: { StreamBeginNotifyUrl: 'https://a.example' },
				},
			],
		});
	});

	test.each([
		['lists that are empty', [], []],
		['lists that are null', null, null],
	])('may hold %s', async (_what, rules, templates) => {
		expect(await read(rules, templates)).toEqual({ rules: [], templates: [] });
	});

	test.each([
		['a list that is not there', undefined, [], 'Rules'],
		['a list that is an object', {}, [], 'Rules'],
		['a rule without a number', [RULE, { ...RULE, TemplateId: '' }], [], 'Rules'],
		['an entry that is none', [null], [], 'Rules'],
		['a template without a number', [], [{ TemplateName: 'a' }], 'Templates'],
		['templates that are a text', [], 'none', 'Templates'],
	])('is not taken for known with %s', async (_what, rules, templates, field) => {
		expect(await read(rules, templates)).toBe(`Tencent's answer holds no ${field}`);
	});
});

describe('The rule of a pair', () => {
	const domain = 'push.example.com';
	const rule = (app: string, templateId: number, of = domain) => ({ domain: of, app, templateId });

	test.each([
		['its own', [rule('', 1), rule('live', 2)], 2],
		['that of the whole domain', [rule('other', 1), rule('', 2)], 2],
		['that of the whole domain, written with a star', [rule('*', 2)], 2],
		['none of another app', [rule('other', 1)], undefined],
		['none of another domain', [rule('live', 1, 'other.example.com'), rule('', 1, 'x')], undefined],
	])('is %s', (_which, rules, templateId) => {
		expect(ruleFor(rules, { domain, app: 'live' })?.templateId).toBe(templateId);
	});

	test('leads to its template where that is still there', () => {
		const rules = [rule('live', 2)];
		const template = { id: '2', name: '', description: '', key: '', slots: {}, levels: [] };
		const pair = { domain, app: 'live' };
		expect(bindingOf({ rules, templates: [template] }, pair)).toEqual({ rule: rules[0], template });
		expect(bindingOf({ rules, templates: [] }, pair)).toEqual({
			rule: rules[0],
			template: undefined,
		});
		expect(bindingOf({ rules: [], templates: [template] }, pair)).toEqual({});
	});
});

describe('A slot', () => {
	test('is told with its addresses, each once', () => {
		const description = writeNote({
			previousTemplateIds: [],
			recordingStatusUrl: 'https://c.example',
		});
		const slots = {
			StreamBeginNotifyUrl: 'https://a.example',
			StreamEndNotifyUrl: 'https://a.example',
		};
		const template = { id: 1, name: '', key: '', levels: [], slots, description };
		expect(addressesIn(template)).toEqual(['https://a.example', 'https://c.example']);
		expect(addressesIn({ ...template, description: '' })).toEqual(['https://a.example']);
	});

	test('is unknown to the international site where the catalogue says so', () => {
		const events = Object.values(EVENTS);
		for (const event of events) {
			const { slot, slotChinaOnly } = event;
			expect(slotOn(event, 'international')).toBe(slotChinaOnly ? null : slot);
			expect(slotOn(event, 'china')).toBe(slot);
			expect(slotOn(event)).toBe(slot);
			if (slot) expect(labelOfSlot(slot)).toBe(events.find((one) => one.slot === slot)?.label);
		}
		expect(events.some(({ slot, slotChinaOnly }) => slot && slotChinaOnly)).toBe(true);
	});

	test.each([
		['alarm', 'warning'],
		['warning', 'warning'],
		['error', 'error'],
	])('writes the severity %s as %s', (level, written) => {
		expect(writtenLevel(level)).toBe(written);
	});
});

test.each([
	['Rules', null, {}],
	['Templates', {}, null],
])('An answer without %s says so, and to try again', async (field, Templates, Rules) => {
	const account = await readAccount(async () => ({
		ok: true,
		response: { RequestId: 'r', Rules, Templates },
	}));
	expect(account).toMatchObject({
		ok: false,
		refusal: {
			...{ kind: 'transient', category: 'malformed', nextStep: 'Try again in a minute.' },
			message: expect.stringContaining(field),
		},
	});
});
