import { callback } from '../harness/index.mts';
import { listeningTrigger } from './listening.mts';

const BEYOND_DEPTH = JSON.parse(`${'['.repeat(100)}${']'.repeat(100)}`) as unknown;
/** More than is looked at for a stranger. */
const many = Array.from({ length: 20_000 }, (_, n) => n);

describe('A body of more values than any callback has', () => {
	test('is taken whole where it is signed', async () => {
		const body = callback('streamBegin', { set: { many, text: 'a'.repeat(2 * 1024 * 1024) } });
		const { status, items } = await listeningTrigger().deliver({ body });
		expect(status).toBe(200);
		expect((items?.[0].json.extra as { many: number[] }).many).toEqual(many);
	});

	test('is refused where it is not', async () => {
		const body = callback('streamBegin', { key: 'other', set: { many } });
		const { status, items } = await listeningTrigger().deliver({ body });
		expect([status, items]).toEqual([401, undefined]);
	});

	test('is refused where it is signed and nested too deep behind what was looked at first', async () => {
		const body = callback('streamBegin', { set: { many, deep: BEYOND_DEPTH } });
		const { status, body: answer } = await listeningTrigger().deliver({ body });
		expect(status).toBe(400);
		expect(answer).toEqual({ code: 400, message: 'The body is nested deeper than 100 levels' });
	});

	test('is refused where even a signed one would hold up n8n', async () => {
		const body = callback('streamBegin', { set: { many: Array(100_001).fill(1) } });
		const { status, body: answer } = await listeningTrigger().deliver({ body });
		expect(status).toBe(400);
		expect(answer).toMatchObject({ message: 'The body holds more than any callback' });
	});

	test('is refused from one who need not sign', async () => {
		const body = callback('relay', { set: { many }, remove: ['sign', 't'] });
		const trigger = listeningTrigger({ events: ['relay'], options: { acceptUnsigned: true } });
		expect((await trigger.deliver({ body })).status).toBe(400);
		const usual = callback('relay', { remove: ['sign', 't'] });
		expect((await trigger.deliver({ body: usual })).status).toBe(200);
	});
});
