import fc from 'fast-check';
import { samplePayload } from '../../../../nodes/callback/sample.ts';
import { signCallback } from '../../../../nodes/callback/signature.ts';
import {
	createNode,
	type Node,
	type NodeOptions,
	startProcess,
} from '../../../proofs/registration/n8n.mts';
import { createTencent } from '../../../proofs/registration/tencent.mts';

const SLOTS = { streamBegin: 'StreamBeginNotifyUrl', recordingStatus: 'RecordStatusNotifyUrl' };

function setUp() {
	const tencent = createTencent();
	const node = (id: string, more: Partial<NodeOptions> = {}) =>
		createNode({ tencent, id, parameters: { events: Object.keys(SLOTS) }, ...more });
	const templates = () => [...tencent.account.templates.values()];
	return { tencent, node, templates, bound: () => tencent.account.templateOf(PUSH, 'live') };
}

const PUSH = 'push.example.com';
const urlOf = (id: string) => `https://n8n.example.com/webhook/${id}/tencent-lvb`;

let published = 0;

/** Sends a stream begin to the slot's address, as Tencent would; gives back the answer's status. */
async function publish({ bound }: ReturnType<typeof setUp>, nodes: Node[]): Promise<number> {
	const { StreamBeginNotifyUrl: address, CallbackKey: key } = bound()!;
	const { origin, pathname, searchParams } = new URL(address);
	const carrier = nodes.find(({ url }) => url === origin + pathname)!;
	const t = Math.floor(Date.now() / 1000) + 600;
	const sequence = String((published += 1));
	const body = { ...samplePayload('streamBegin'), sequence, t, sign: signCallback(key, t) };
	return (await carrier.respond(body, { also: searchParams.get('also') ?? undefined })).status;
}

describe('workflows on one event', () => {
	test('stand behind the first in the order in which they come, in the note as well', async () => {
		const { node, bound } = setUp();
		for (const id of ['a', 'b', 'c']) {
			expect(await node(id).activate()).toEqual({ status: 'activated' });
		}
		const list = `${urlOf('a')}?also=b,c`;
		expect(bound()).toMatchObject({
			StreamBeginNotifyUrl: list,
			RecordStatusNotifyUrl: list,
			Description: `rs-${Buffer.from(list).toString('base64url')}`,
		});
	});

	test('have the next one carry on when the first leaves', async () => {
		const { node, bound, templates } = setUp();
		const [a, b, c] = ['a', 'b', 'c'].map((id) => node(id));
		for (const one of [a, b, c]) await one.activate();
		await a.deactivate();
		expect(bound()!.StreamBeginNotifyUrl).toBe(`${b.url}?also=c`);
		await c.deactivate();
		expect(bound()!.StreamBeginNotifyUrl).toBe(b.url);
		await b.deactivate();
		expect(templates()).toEqual([]);
	});

	test('are ten at most, and the eleventh is told so and changes nothing', async () => {
		const { node, bound, tencent } = setUp();
		for (let count = 1; count <= 10; count += 1) await node(`w${count}`).activate();
		const before = { ...bound() };
		const { status, message } = await node('w11').activate();
		expect(status).toBe('failed');
		expect(message).toMatch(/already start 10 workflows of this n8n.*Unpublish one of them/);
		expect(bound()).toEqual(before);
		expect(tencent.account.templates.size).toBe(1);
	});

	test('make room for another one where one of ten is gone', async () => {
		const { node, bound } = setUp();
		const ten = Array.from({ length: 10 }, (_, count) => node(`w${count}`));
		for (const one of ten) await one.activate();
		ten[7].vanish();
		expect(await node('new').activate()).toEqual({ status: 'activated' });
		expect(bound()!.StreamBeginNotifyUrl).toMatch(/w6,w8,w9,new$/);
	});

	test('are not joined where n8n can not reach its own address, and say what to do', async () => {
		const { node, bound } = setUp();
		await node('a').activate();
		const before = { ...bound() };
		const { status, message } = await node('b', { isCutOff: true }).activate();
		expect(status).toBe('failed');
		expect(message).toMatch(
			/can't reach its own address https:\/\/n8n\.example\.com.*Execute Workflow/,
		);
		expect(bound()).toEqual(before);
	});

	test('take nobody out whom they only can not reach', async () => {
		const { node, bound } = setUp();
		await node('a').activate();
		const b = node('b');
		await b.activate();
		const cutOff = node('b', { isCutOff: true });
		cutOff.memory = b.memory;
		await cutOff.restart();
		await cutOff.tick(3);
		expect(bound()!.StreamBeginNotifyUrl).toBe(`${urlOf('a')}?also=b`);
		expect(cutOff.failedExecutions).toEqual([]);
	});

	test('wait a moment for one whom a change has taken away', async () => {
		const { node, bound } = setUp();
		const a = node('a');
		await a.activate();
		const sleep = async () => void (await a.attempt('update'));
		const b = node('b', { process: startProcess({ now: () => Date.now(), sleep }) });
		await b.activate();
		a.vanish();
		await b.tick();
		expect(bound()!.StreamBeginNotifyUrl).toBe(`${a.url}?also=b`);
	});

	test('ask nobody at a start of n8n, when the others are not there yet', async () => {
		const { node, bound } = setUp();
		const [a, b] = [node('a'), node('b')];
		await a.activate();
		await b.activate();
		a.vanish();
		b.staticData = {};
		bound()!.StreamBeginNotifyUrl = a.url;
		await b.restart();
		expect(bound()!.StreamBeginNotifyUrl).toBe(`${a.url}?also=b`);
		await a.restart();
		await b.tick();
		expect(bound()!.StreamBeginNotifyUrl).toBe(`${a.url}?also=b`);
	});

	test('cost Tencent no call more than one of them alone where nothing is to do', async () => {
		const { node, tencent } = setUp();
		await node('a').activate();
		const b = node('b');
		await b.activate();
		tencent.calls.length = 0;
		await b.activate('update');
		await b.tick();
		expect(tencent.calls.map(({ action }) => action)).toEqual(
			Array(2).fill(['DescribeLiveCallbackRules', 'DescribeLiveCallbackTemplates']).flat(),
		);
	});

	test('are all there after one tick, and nobody else, whoever comes, goes and vanishes in whatever order', async () => {
		const deed = fc.record({
			who: fc.nat(3),
			does: fc.constantFrom('activate', 'activate', 'deactivate', 'restart', 'tick', 'vanish'),
		});
		await fc.assert(
			fc.asyncProperty(fc.array(deed, { minLength: 2, maxLength: 12 }), async (deeds) => {
				const account = setUp();
				const { node, bound, templates } = account;
				const nodes = ['a', 'b', 'c', 'd'].map((id) => node(id));
				const active = new Set<number>();
				for (const { who, does } of deeds) {
					if (does === 'activate' && !active.has(who)) {
						await nodes[who].activate();
						active.add(who);
					} else if (active.has(who)) {
						if (does === 'restart') await nodes[who].restart();
						if (does === 'tick') await nodes[who].tick();
						if (does === 'deactivate') await nodes[who].deactivate();
						if (does === 'vanish') nodes[who].vanish();
						if (does === 'deactivate' || does === 'vanish') active.delete(who);
					}
				}
				const left = [...active].map((who) => nodes[who]);
				for (const one of left) await one.tick();
				for (const slot of left.length > 0 ? Object.values(SLOTS) : []) {
					const { origin, pathname, searchParams } = new URL(
						bound()![slot as 'StreamBeginNotifyUrl'],
					);
					const also = searchParams.get('also')?.split(',') ?? [];
					const list = [origin + pathname, ...also.map(urlOf)];
					expect(list.sort()).toEqual(left.map(({ url }) => url).sort());
				}
				if (left.length > 0) {
					for (const one of nodes) one.executions.length = 0;
					expect(await publish(account, left)).toBe(200);
					const got = nodes.map((one) => one.executions.map(({ deliveryId }) => deliveryId));
					expect(got.map((ids) => ids.length)).toEqual(
						nodes.map((one) => (left.includes(one) ? 1 : 0)),
					);
					expect(new Set(got.flat()).size).toBe(1);
				}
				for (const one of left) await one.deactivate();
				const addresses = templates().flatMap((template) =>
					Object.values(SLOTS).map((slot) => template[slot as 'StreamBeginNotifyUrl']),
				);
				for (const { url } of left) expect(addresses.join()).not.toContain(url);
				const vanished = deeds.some(({ does }) => does === 'vanish');
				if (!vanished || left.length > 0) expect(templates()).toEqual([]);
			}),
			{ numRuns: 60 },
		);
	});
});
