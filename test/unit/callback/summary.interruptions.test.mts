import { catalogue } from '../../tools/catalogue/events.mts';
import { decoded, payloadOf } from './decoded.mts';

type Cause = {
	code: number;
	subCode: number | null;
	outcome: string;
	fault: boolean | null;
	inShort: string;
	reason: string;
	explanation: string;
	nextStep: string;
};

const { codes, fallback } = catalogue.readJson<{ codes: Cause[]; fallback: Cause }>(
	'interruptions.json',
);

/** What the callback can name: it carries no sub-code. */
const named = codes.filter(({ subCode }) => subCode === 0 || subCode === null);

const ended = (errcode: unknown, changes: object = {}) =>
	decoded(
		payloadOf('streamEnd', { stream_id: 'room-42', push_duration: 1980000, errcode, ...changes }),
	);

describe('the end of a stream', () => {
	test.each(named.map((cause) => [cause.code, cause] as const))(
		'with the code %i is explained, and told in one sentence',
		(code, { outcome, fault, reason, explanation, nextStep, inShort }) => {
			const { interruption, summary } = ended(code);
			expect(interruption).toEqual({ outcome, fault, reason, explanation, nextStep });
			const verb = { fault: 'broke off', refused: 'was refused' }[outcome] ?? 'ended';
			expect(summary).toBe(`room-42 ${verb} after 33 min: ${inShort}`);
		},
	);

	test('breaks off only where it is a fault', () => {
		for (const { code, fault } of named) {
			const isTold = /broke off|was refused/.test(String(ended(code).summary));
			expect([code, isTold]).toEqual([code, fault === true]);
		}
	});

	test.each([[999], ['999'], [-1], [1.5], ['one'], [null], [undefined], [{}], [[1]], [true]])(
		'with the code %p has no reason',
		(code) => {
			const { summary, interruption } = ended(code);
			expect(summary).toBe('room-42 ended after 33 min: Tencent gives no reason');
			expect(interruption).toMatchObject({ outcome: fallback.outcome, fault: null });
		},
	);

	test('shows each its own explanation, which a workflow may change', () => {
		const first = ended(12).interruption as Cause;
		first.reason = 'changed';
		expect(ended(12).interruption).toMatchObject({ reason: 'Network trouble on the push route' });
	});
});
