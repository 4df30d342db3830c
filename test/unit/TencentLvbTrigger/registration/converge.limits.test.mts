import {
	converge,
	type ConvergeOptions,
} from '../../../../nodes/TencentLvbTrigger/registration/converge.ts';
import type { Port } from '../../../../nodes/callbackTemplate/account.ts';
import { wanted } from './builders.mts';

/** An account in which nothing is and nothing stays; each call takes a second. */
async function run(
	refused: { action: RegExp; category: string },
	options: Partial<ConvergeOptions> = {},
) {
	let now = 0;
	const actions: string[] = [];
	const pauses: number[] = [];
	const port: Port = async (action) => {
		actions.push(action);
		now += 1000;
		if (!refused.action.test(action)) {
			return { ok: true, response: { Rules: [], Templates: [], TemplateId: 7, RequestId: 'r' } };
		}
		const words = { message: 'No', nextStep: 'Wait.', code: 'X' };
		const refusal = { kind: 'person', category: refused.category, ...words };
		return { ok: false, refusal: refusal as never };
	};
	const settled = await converge(wanted(), {
		...{ port, patience: 3, until: 1_000_000 },
		clock: {
			now: () => now,
			sleep: async (ms) => {
				pauses.push(ms);
				now += ms;
			},
		},
		...options,
	});
	return { settled, actions, pauses };
}

const BIND = /^CreateLiveCallbackRule$/;

describe('A refusal that says that the account has changed', () => {
	test.each(['notFound', 'inUse', 'exists'])(
		'(%s) is met with three more readings',
		async (category) => {
			const { settled, actions, pauses } = await run({ action: BIND, category });
			expect(actions.filter((action) => BIND.test(action))).toHaveLength(4);
			expect(actions.filter((action) => action.endsWith('Rules'))).toHaveLength(4);
			expect(pauses).toEqual([]);
			expect(settled).toMatchObject({ kind: 'refused', wrote: true, refusal: { category } });
		},
	);

	test('is not any other', async () => {
		const { actions } = await run({ action: BIND, category: 'quota' });
		expect(actions.filter((action) => BIND.test(action))).toHaveLength(1);
	});

	test('is not met with another reading after the time is over', async () => {
		const { settled, actions } = await run({ action: BIND, category: 'exists' }, { until: 4000 });
		expect(actions.filter((action) => action.endsWith('Rules'))).toHaveLength(1);
		expect(settled).toMatchObject({ kind: 'refused', refusal: { category: 'exists' } });
	});
});
