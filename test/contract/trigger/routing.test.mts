import { callback, eventKeys } from '../harness/index.mts';
import { listeningTrigger } from './listening.mts';

const OUTPUTS: Record<string, number> = {
	streamBegin: 0,
	streamEnd: 1,
	recordingFile: 2,
	recordingStatus: 2,
	recordingException: 2,
	snapshot: 3,
	imageModeration: 4,
	audioModeration: 4,
	pushException: 5,
	streamMonitor: 5,
	qualityControl: 5,
	evaluationThreshold: 5,
	evaluationAverage: 5,
};

const indexesOf = (outputs: unknown[][]) =>
	outputs.flatMap((items, index) => items.map(() => index));

describe('By kind, the trigger puts', () => {
	test.each(eventKeys)('%s on its fixed output, unchanged', async (event) => {
		const bench = listeningTrigger({ outputMode: 'byKind', events: ['streamBegin', event] });
		const { items } = await bench.deliver({ body: callback(event) });
		const outputs = await bench.execute(items);
		expect(indexesOf(outputs)).toEqual([OUTPUTS[event] ?? 6]);
		expect(outputs.flat()[0]).toBe(items?.[0]);
	});

	test.each([
		['an unknown event', { event: 'unknown', eventType: 9999 }],
		['an item without event', { hello: 'world' }],
		['an item whose event is no text', { event: { a: 1 }, eventType: [] }],
		['an event named like a part of objects', { event: 'constructor' }],
	])('%s on Other', async (_, json) => {
		const outputs = await listeningTrigger({ outputMode: 'byKind' }).execute([{ json }] as never);
		expect(indexesOf(outputs)).toEqual([6]);
	});
});

describe('On a single output, the trigger', () => {
	test('puts every event on output 0', async () => {
		const bench = listeningTrigger();
		const items = eventKeys.map((event) => ({ json: { event } }));
		expect(await bench.execute(items)).toEqual([items]);
	});
});

describe('The outputs in the editor', () => {
	test.each([
		['single', [undefined]],
		['byKind', ['Started', 'Ended', 'Recording', 'Screenshot', 'Moderation', 'Quality', 'Other']],
	])('in mode %s are %j, whatever is selected', (outputMode, names) => {
		for (const events of [['streamBegin'], ['snapshot', 'relay']]) {
			const outputs = listeningTrigger({ outputMode, events }).hookContext().getNodeOutputs();
			expect(outputs.map(({ displayName }) => displayName)).toEqual(names);
			expect(outputs.every(({ type }) => type === 'main')).toBe(true);
		}
	});
});
