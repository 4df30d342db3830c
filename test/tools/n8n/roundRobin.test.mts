import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startRoundRobin } from '../../../tools/n8n/queue/balancer.mts';
import { waitUntil } from '../../../tools/n8n/machine.mts';
/** Stands for an n8n that answers every request with its name, and says whether it is ready. */
class Stub {
	isReady = true;
	server: Server;

	constructor(name: string) {
		this.server = createServer((request, answer) => {
			const readiness = request.url === '/healthz/readiness';
			answer.writeHead(readiness && !this.isReady ? 503 : 200).end(name);
		});
	}

	async listen(): Promise<number> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
		return (this.server.address() as AddressInfo).port;
	}
}

describe('the load balancer of queue mode', () => {
	const stubs = [new Stub('one'), new Stub('two')];
	const closes: Array<() => Promise<void>> = [];
	let ports: number[];

	beforeAll(async () => {
		ports = await Promise.all(stubs.map((stub) => stub.listen()));
	});
	afterEach(async () => {
		for (const close of closes.splice(0)) await close();
		for (const stub of stubs) stub.isReady = true;
	});
	afterAll(() => stubs.forEach(({ server }) => (server.closeAllConnections(), server.close())));

	async function balance(asksReadiness: boolean) {
		const { url, close } = await startRoundRobin(ports, { asksReadiness });
		closes.push(close);
		return async () => {
			const response = await fetch(`${url}/webhook/x`, { method: 'POST', body: '{}' });
			return `${response.status} ${await response.text()}`;
		};
	}

	test('passes requests on in turn', async () => {
		const post = await balance(false);
		const answers = [await post(), await post(), await post(), await post()];

		expect(new Set(answers)).toEqual(new Set(['200 one', '200 two']));
		expect(answers.slice(2)).toEqual(answers.slice(0, 2));
	});

	test('leaves out one that is not ready, though it answers 200', async () => {
		stubs[0].isReady = false;
		const post = await balance(true);
		await waitUntil(async () => (await post()) !== '502 ', { what: 'the first that is ready' });

		expect([await post(), await post(), await post()]).toEqual(['200 two', '200 two', '200 two']);
	});

	test('answers 502 where nobody is ready', async () => {
		for (const stub of stubs) stub.isReady = false;
		const post = await balance(true);

		expect(await post()).toBe('502 ');
	});
});
