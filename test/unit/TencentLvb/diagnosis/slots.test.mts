import { EVENTS } from '../../../../nodes/callback/generated/events.ts';
import { templateName, writeNote } from '../../../../nodes/callbackTemplate/ownership.ts';
import type { Finding, Subject, WhoIs } from '../../../../nodes/TencentLvb/diagnosis/finding.ts';
import { arrivalOf, checkSlots, sentBy } from '../../../../nodes/TencentLvb/diagnosis/slots.ts';
import { PAIR, subjectWith } from './subject.mts';

const at = (id: string) => `https://n8n.example.com/webhook/${id}/tencent-lvb`;
const OWN = at('1');
const OTHER = 'https://other.example.com/x';

const whoIs: WhoIs = (address) => (address === at('a') ? 'the workflow "Notify"' : address);

const templateWith = (StreamBeginNotifyUrl: string, more: object = {}) =>
	({
		...{ id: 7, name: 'team', key: 'abc', description: '' },
		slots: { StreamBeginNotifyUrl, ...more },
	}) as never;

const told = (template: never, more: Partial<Subject> = {}): Finding[] => {
	const { subject } = subjectWith({}, more);
	return checkSlots(subject, { sent: sentBy(subject, template), whoIs });
};
const of = (findings: Finding[], check: string) => findings.find((one) => one.check === check);

test.each([
	['to this n8n, no address being given', '', OWN, 'ok'],
	['elsewhere, no address being given', '', OTHER, 'warning'],
	['to the address that is given', OWN, OWN, 'ok'],
	['to the address that is given, though not of this n8n', OTHER, OTHER, 'ok'],
	['to another address of this n8n', at('2'), OWN, 'warning'],
	['elsewhere than to the address that is given', OWN, OTHER, 'failed'],
])('An event that goes %s', (_where, webhookUrl, address, status) => {
	expect(of(told(templateWith(address), { webhookUrl }), 'Stream Started')).toMatchObject({
		...{ status, detail: expect.stringContaining(address) },
		fix: status === 'ok' ? null : expect.stringMatching(/\.$/),
	});
});

test('All events that go nowhere are told in one finding, which asks for nothing', () => {
	const findings = told(templateWith(OWN));
	expect(findings.map(({ check }) => check)).toEqual(['Stream Started', 'Other Events']);
	expect(findings[1]).toMatchObject({
		...{ status: 'ok', fix: null },
		detail: expect.stringMatching(
			/^No workflow gets 'Stream Ended', .*\. Where 'Recording Status Changed' goes, Tencent/,
		),
	});
});

describe('The events that no workflow is known to get', () => {
	const withSlot = Object.values(EVENTS).filter(({ slot }) => slot !== null);
	const STATUS = 'RecordStatusNotifyUrl';
	/** The last finding where everything goes to this n8n but what some slots are of. */
	const othersWithout = (slots: readonly string[], name: string) => {
		const given = withSlot.map(({ slot }) => [slot, slots.includes(slot!) ? '' : OWN]);
		const description = slots.includes(STATUS)
			? ''
			: writeNote({ previousTemplateIds: [], recordingStatusUrl: OWN });
		const { StreamBeginNotifyUrl, ...others } = Object.fromEntries(given) as Record<string, string>;
		const template = {
			...(templateWith(StreamBeginNotifyUrl, others) as object),
			name,
			description,
		};
		return of(told(template as never), 'Other Events')?.detail;
	};
	const OURS = templateName('instance', PAIR);

	test.each([
		['none', [], OURS, undefined],
		['one', ['StreamEndNotifyUrl'], OURS, "No workflow gets 'Stream Ended'."],
		[
			'one that only a note tells of',
			[STATUS],
			OURS,
			"No workflow gets 'Recording Status Changed'.",
		],
		[
			'one that nobody but Tencent knows',
			[],
			'team',
			"Where 'Recording Status Changed' goes, Tencent does not show.",
		],
		[
			'one, beside one that nobody but Tencent knows',
			['StreamEndNotifyUrl', STATUS],
			'team',
			"No workflow gets 'Stream Ended'. Where 'Recording Status Changed' goes, Tencent does not show.",
		],
	])('are told: %s', (_what, slots, name, detail) => {
		expect(othersWithout(slots, name)).toBe(detail);
	});

	test.each([
		['international', '', true],
		['international', undefined, false],
		['international', OWN, true],
		['china', undefined, true],
	] as const)('are those of the site %s, and what it shows: %p', (site, AudioAudit, isTold) => {
		const more = AudioAudit === undefined ? {} : { AudioAuditNotifyUrl: AudioAudit };
		const findings = told(templateWith(OWN, more), { site });
		expect(JSON.stringify(findings).includes("'Audio Moderation Hit'")).toBe(isTold);
	});
});

test.each([
	['nowhere', '', '', 'this n8n'],
	['elsewhere', '', OTHER, 'this n8n'],
	['not to the address that is given', at('2'), OWN, at('2')],
])('Where all events go %s, that is what has to be mended', (_what, webhookUrl, address, where) => {
	expect(told(templateWith(address), { webhookUrl })[0]).toEqual({
		...{ check: 'Events', status: 'failed' },
		detail: `No event of push.example.com/live is sent to ${where}.`,
		fix: "Select the events under 'Events' of the trigger, and publish its workflow.",
	});
});

describe('A slot that workflows share', () => {
	const shared = templateWith(`${at('a')}?also=b,c`);

	test.each(['', at('a'), at('b'), at('c')])('is told with all of them, seen from "%s"', (url) => {
		expect(of(told(shared, { webhookUrl: url }), 'Stream Started')).toMatchObject({
			status: 'ok',
			detail: `'Stream Started' goes to the workflow "Notify", ${at('b')} and ${at('c')}.`,
		});
	});

	test('is one to join for a workflow that is not among them', () => {
		expect(of(told(shared, { webhookUrl: at('d') }), 'Stream Started')).toMatchObject({
			status: 'warning',
			fix: expect.stringContaining("select it under 'Events'"),
		});
	});
});

test('What arrives is counted by kinds of event, and by workflows each once', () => {
	const template = templateWith(`${at('a')}?also=b`, {
		...{ StreamEndNotifyUrl: at('b'), SnapshotNotifyUrl: OTHER },
	});
	const arrival = (webhookUrl: string) => {
		const { subject } = subjectWith({}, { webhookUrl });
		return arrivalOf(subject, sentBy(subject, template));
	};
	expect(arrival('')).toEqual({ events: 2, addresses: [at('a'), at('b')] });
	expect(arrival(at('b'))).toEqual({ events: 2, addresses: [at('b')] });
	expect(arrival(OTHER)).toEqual({ events: 1, addresses: [OTHER] });
	expect(arrival(at('z'))).toEqual({ events: 0, addresses: [] });
});
