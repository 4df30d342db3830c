import {
	failed,
	type Finding,
	ok,
	warning,
} from '../../../../nodes/TencentLvb/diagnosis/finding.ts';
import { withVerdict } from '../../../../nodes/TencentLvb/diagnosis/verdict.ts';
import { subjectWith } from './subject.mts';

const { subject } = subjectWith({});
const whoIs = (address: string) => `the workflow "${address}"`;
const arriving = (events: number, ...addresses: string[]) => ({
	arrival: { events, addresses },
	whoIs,
});

const GOOD = ok('Credential', 'Accepted.');
const ODD = warning('Last Change', 'A minute ago.', 'Wait ten minutes.');
const BAD = failed('Callback Rule', 'There is none.', 'Publish the workflow.');
const WORSE = failed('Webhook Address', 'No answer.', 'Start n8n.');

const verdictOn = (findings: Finding[], ...more: Parameters<typeof withVerdict>[2][]) =>
	withVerdict(subject, findings, ...more)[0];

test('What has to be mended comes first, then what is worth a look, in the order of the checks', () => {
	const findings = withVerdict(subject, [GOOD, ODD, BAD, ok('Callback Key', 'There.'), WORSE]);
	expect(findings.map(({ check }) => check)).toEqual([
		...['Verdict', 'Callback Rule', 'Webhook Address', 'Last Change', 'Credential', 'Callback Key'],
	]);
});

const PLACE = 'push.example.com/live';
const SENT = `of event of ${PLACE} to`;

type Row = [
	...[what: string, findings: Finding[], arrival: Parameters<typeof withVerdict>[2]],
	...[status: string, detail: string, fix: string | null],
];

const inPlace = (what: string, arrival: Row[2], sent: string): Row => {
	return [what, [GOOD], arrival, 'ok', `Everything is in place: Tencent sends ${sent}.`, null];
};

const ROWS: Row[] = [
	inPlace('one workflow gets events', arriving(1, 'A'), `1 kind ${SENT} the workflow "A"`),
	inPlace(
		'some workflows get events',
		arriving(3, 'A', 'B'),
		`3 kinds ${SENT} the workflow "A" and the workflow "B"`,
	),
	inPlace(
		'three workflows get events',
		arriving(3, 'A', 'B', 'C'),
		`3 kinds ${SENT} the workflow "A", the workflow "B" and the workflow "C"`,
	),
	inPlace('many get events', arriving(3, 'A', 'B', 'C', 'D'), `3 kinds ${SENT} 4 workflows`),
	['nobody looked at what arrives', [GOOD], undefined, 'ok', 'Everything is in place.', null],
	[
		...(['one thing is odd, and nobody looked', [GOOD, ODD], undefined, 'warning'] as const),
		'1 thing to look at: Last Change.',
		'Wait ten minutes.',
	],
	[
		...(['one thing is odd', [GOOD, ODD], arriving(1, 'A'), 'warning'] as const),
		`Tencent sends 1 kind ${SENT} the workflow "A". 1 thing to look at: Last Change.`,
		'Wait ten minutes.',
	],
	[
		...(['one thing is wrong', [GOOD, BAD], undefined, 'failed'] as const),
		`1 thing to mend before all events of ${PLACE} arrive: Callback Rule.`,
		'Publish the workflow.',
	],
	[
		...(['two are wrong, one odd', [ODD, BAD, WORSE], arriving(0), 'failed'] as const),
		`2 things to mend before all events of ${PLACE} arrive: Callback Rule, Webhook Address. Also worth a look: Last Change.`,
		'Publish the workflow.',
	],
	[
		...(['the same is wrong twice', [WORSE, WORSE], arriving(0), 'failed'] as const),
		`1 thing to mend before all events of ${PLACE} arrive: Webhook Address.`,
		'Start n8n.',
	],
	[
		...(['nothing arrives, and nobody knows why', [ODD], arriving(0), 'warning'] as const),
		'1 thing to look at: Last Change.',
		'Wait ten minutes.',
	],
] as Row[];

test.each(ROWS)('The verdict where %s', (_what, findings, arrival, status, detail, fix) => {
	expect(verdictOn(findings, arrival)).toEqual({ check: 'Verdict', status, detail, fix });
});
