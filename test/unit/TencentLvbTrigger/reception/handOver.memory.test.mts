import type { IWebhookFunctions } from 'n8n-workflow';

import { EVENTS } from '../../../../nodes/callback/generated/events.ts';
import { createMemory } from '../../../../nodes/TencentLvbTrigger/memory/memory.ts';
import { handOver } from '../../../../nodes/TencentLvbTrigger/reception/handOver.ts';

/** A carrier whose only other workflow answers with `status`. */
const carrier = (status: () => number): IWebhookFunctions =>
	({
		getNodeWebhookUrl: () => 'https://n8n.example.com/webhook/a/tencent-lvb',
		getQueryData: () => ({ also: 'b' }),
		getHeaderData: () => ({}),
		getWorkflow: () => ({ id: 'w', name: 'W' }),
		getNode: () => ({ id: 'n', name: 'N' }),
		logger: { warn: () => undefined },
		helpers: { httpRequest: async () => ({ statusCode: status(), headers: {}, body: '{}' }) },
	}) as unknown as IWebhookFunctions;

const event = (entry: keyof typeof EVENTS, isProven = true) => ({
	...{ also: 'b', bytes: Buffer.from('{}'), entry: EVENTS[entry], isProven },
	...{ deliveryKey: 'one', occurredAt: null },
});

describe('What is remembered of an event that was handed on', () => {
	test('is nothing where all have it', async () => {
		const memory = createMemory();
		await handOver(
			carrier(() => 200),
			memory,
			event('streamBegin'),
		);
		expect(memory.handovers.size).toBe(0);
	});

	test('ends when all have it', async () => {
		const memory = createMemory();
		let status = 500;
		const context = carrier(() => status);
		expect(await handOver(context, memory, event('streamBegin'))).toBe(false);
		expect(memory.handovers.size).toBe(1);
		status = 200;
		expect(await handOver(context, memory, event('streamBegin'))).toBe(true);
		expect(memory.handovers.size).toBe(0);
	});

	test.each([
		event('evaluationThreshold'),
		{ ...event('streamBegin'), entry: undefined },
		event('relay', false),
	])('is nothing where Tencent does not repeat it', async (unrepeated) => {
		const memory = createMemory();
		expect(
			await handOver(
				carrier(() => 500),
				memory,
				unrepeated,
			),
		).toBe(true);
		expect(memory.handovers.size).toBe(0);
	});

	test('ends with the third failure where nothing tells it from another event', async () => {
		const memory = createMemory();
		const context = carrier(() => 500);
		const outcomes: boolean[] = [];
		for (let time = 0; time < 3; time += 1) {
			outcomes.push(await handOver(context, memory, event('audioModeration', false)));
		}
		expect(outcomes).toEqual([false, false, true]);
		expect(memory.handovers.size).toBe(0);
	});
});
