import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Received {
	headers: Record<string, unknown>;
	payload: Record<string, unknown>;
}

const open = new Set<() => void>();

/** Stops every receiver; for `afterEach`. */
export function stopReceivers(): void {
	for (const stop of open) stop();
	open.clear();
}

/** A webhook that answers with the statuses given, one after the other, and the last one from then on. */
export async function startReceiver(...statuses: number[]) {
	const received: Received[] = [];
	const server = createServer(async (request, response) => {
		const payload = JSON.parse(await text(request)) as Record<string, unknown>;
		const status = statuses[Math.min(received.length, statuses.length - 1)];
		received.push({ headers: request.headers, payload });
		if (status !== 0)
			response.writeHead(status, { location: '/elsewhere' }).end(`{"code":${status}}`);
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	open.add(() => {
		server.closeAllConnections();
		server.close();
	});
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
		received,
	};
}
