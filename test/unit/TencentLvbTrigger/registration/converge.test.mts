import {
	converge,
	type ConvergeOptions,
} from '../../../../nodes/TencentLvbTrigger/registration/converge.ts';
import type { Port } from '../../../../nodes/callbackTemplate/account.ts';
import type { Refusal } from '../../../../nodes/liveApi/refusal.ts';
import { wanted } from './builders.mts';

const refusal = (more: Partial<Refusal> = {}): Refusal => ({
	kind: 'transient',
	category: 'http',
	code: '503',
	message: 'Not available',
	nextStep: 'Try again.',
	...more,
});

/** Runs against a port on a clock of its own, on which each call takes `callMs`. */
async function run(answer: Port, options: Partial<ConvergeOptions> & { callMs?: number } = {}) {
	let now = 0;
	const pauses: number[] = [];
	const starts: number[] = [];
	const settled = await converge(wanted(), {
		port: async (action, body) => {
			starts.push(now);
			now += options.callMs ?? 100;
			return await answer(action, body);
		},
		clock: {
			sleep: async (ms) => {
				pauses.push(ms);
				now += ms;
			},
			now: () => now,
		},
		patience: 3,
		until: 25_000,
		...options,
	});
	return { settled, pauses, starts, now };
}

const refuse =
	(more?: Partial<Refusal>): Port =>
	async () => ({ ok: false, refusal: refusal(more) });

const empty: Port = async (action) => ({
	ok: true,
	response: action.endsWith('Rules')
		? { Rules: [], RequestId: 'r' }
		: { Templates: null, RequestId: 'r' },
});

describe('converge', () => {
	test('tries again after half a second, and then less and less often', async () => {
		const { settled, pauses } = await run(refuse());
		expect(pauses).toEqual([500, 1000, 2000]);
		expect(settled).toMatchObject({ kind: 'refused', refusal: { code: '503' }, wrote: false });
	});

	test('waits as long as it is asked to, within limits', async () => {
		expect((await run(refuse({ retryAfterMs: 3000 }))).pauses).toEqual([1000, 3000, 3000]);
		expect((await run(refuse({ retryAfterMs: 600_000 }))).pauses).toEqual([1000, 5000, 5000]);
	});

	test('does not try again what a person must mend', async () => {
		const { pauses, starts } = await run(refuse({ kind: 'person' }));
		expect([pauses, starts.length]).toEqual([[], 1]);
	});

	test.each([1, 3000, 5900])(
		'begins no call after its time where each takes %d ms',
		async (callMs) => {
			const slow: Port = async (action, body) =>
				action.startsWith('Describe') ? await empty(action, body) : await refuse()(action, body);
			const { starts, now } = await run(slow, { callMs, patience: 99 });
			expect(Math.max(...starts)).toBeLessThan(25_000);
			expect(now).toBeLessThan(31_000);
		},
	);

	test.each([{}, { Rules: {} }, { Rules: [{ TemplateId: 'x' }] }, { Rules: ['?'] }])(
		'takes the answer %o for none at all',
		async (response) => {
			const { settled } = await run(async () => ({
				ok: true,
				response: { ...response, RequestId: 'r' },
			}));
			expect(settled).toMatchObject({ kind: 'refused', refusal: { category: 'malformed' } });
		},
	);

	test('writes nothing without leave', async () => {
		const actions: string[] = [];
		const port: Port = async (action, body) => {
			actions.push(action);
			return await empty(action, body);
		};
		expect((await run(port, { mayWrite: () => false })).settled).toEqual({ kind: 'halted' });
		expect(actions).toEqual(['DescribeLiveCallbackRules', 'DescribeLiveCallbackTemplates']);
	});
});
