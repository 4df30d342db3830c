import type { IWebhookFunctions } from 'n8n-workflow';
import { logSeldom } from '../../../nodes/TencentLvbTrigger/log.ts';

const MINUTE = 60_000;

describe('A line about a refused request', () => {
	const lines: string[] = [];
	const loggedAt = new Map<string, number>();
	let made = 0;
	const node = () => {
		const id = `node-${(made += 1)}`;
		return {
			getWorkflow: () => ({ id: 'workflow', name: 'Lobby' }),
			getNode: () => ({ id, name: 'On Air' }),
			logger: { warn: (text: string) => void lines.push(text) },
		} as unknown as IWebhookFunctions;
	};
	const log = (context: IWebhookFunctions, reason = 'expired') =>
		logSeldom(context, { now: () => now, loggedAt }, { reason, text: reason });
	let now: number;

	beforeEach(() => {
		lines.length = 0;
		now = Date.UTC(2026, 10, 24);
		loggedAt.clear();
	});

	test('is written again once a thousand others were', () => {
		const first = node();
		log(first);
		for (let others = 0; others < 999; others += 1) log(node());
		log(first);
		expect(lines).toHaveLength(1000);
		log(node());
		log(first);
		expect(lines).toHaveLength(1002);
	});

	test('is written once a minute for each node and reason', () => {
		const [first, second] = [node(), node()];
		for (const context of [first, second, first]) log(context);
		expect(lines).toEqual(Array(2).fill('[Lobby / On Air] expired'));
		log(first, 'missing');
		expect(lines).toHaveLength(3);
		now += MINUTE - 1;
		log(first);
		expect(lines).toHaveLength(3);
		now += 1;
		log(first);
		expect(lines).toHaveLength(4);
	});
});
