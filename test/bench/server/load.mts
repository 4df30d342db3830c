import { createHash } from 'node:crypto';
import { Agent, request } from 'node:http';
import { payloadsOf } from '../pure/payloads.mts';

export interface LoadOptions {
	url: string;
	key: string;
	/** How many events are sent. */
	events: number;
	/** How many are under way at a time. */
	connections: number;
}

const [example] = payloadsOf('streamBegin');
let sequence = 0;

/**
 * Sends events as Tencent would, each another one; gives the milliseconds until each answer.
 *
 * @throws Error where one is not accepted
 */
export async function load({ url, key, events, connections }: LoadOptions): Promise<number[]> {
	const agent = new Agent({ keepAlive: true, maxSockets: connections });
	const latencies: number[] = [];
	let sent = 0;
	const connection = async () => {
		while (sent < events) {
			sent += 1;
			const body = JSON.stringify(eventFor(key));
			const start = performance.now();
			const status = await post(url, { agent, body });
			if (status !== 200) throw new Error(`${url} answered ${status}`);
			latencies.push(performance.now() - start);
		}
	};
	await Promise.all(Array.from({ length: connections }, connection));
	agent.destroy();
	return latencies;
}

/** The body of one stream event, signed now and another one at each call. */
export function eventFor(key: string): object {
	const t = Math.floor(Date.now() / 1000) + 600;
	const sign = createHash('md5').update(`${key}${t}`).digest('hex');
	sequence += 1;
	return { ...example, sequence: String(sequence), t, sign };
}

/** Posts a body as JSON; gives the status of the answer. */
export function post(
	url: string,
	{ agent, body }: { agent: Agent; body: string },
): Promise<number> {
	const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
	return new Promise((resolve, reject) => {
		const outgoing = request(url, { method: 'POST', agent, headers }, (response) => {
			response.resume();
			response.once('end', () => resolve(response.statusCode ?? 0));
		});
		outgoing.once('error', reject);
		outgoing.end(body);
	});
}
