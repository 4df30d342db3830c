/** How often each n8n is asked whether it is ready, ms. */
const INTERVAL_MS = 500;
const TIMEOUT_MS = 2_000;

/** Knows which n8n may be sent requests. */
export interface Readiness {
	isReady(port: number): boolean;
	/** To be told of a failure that a request met. */
	failed(port: number): void;
	stop(): void;
}

/**
 * Asks the n8n on each of the ports again and again. While n8n starts, it answers every request with
 * 200 and "n8n is starting up. Please wait" for a moment; only `/healthz/readiness` tells.
 */
export function watchReadiness(ports: number[]): Readiness {
	const ready = new Set<number>();
	const look = async (port: number) => {
		const signal = AbortSignal.timeout(TIMEOUT_MS);
		const url = `http://127.0.0.1:${port}/healthz/readiness`;
		const status = await fetch(url, { signal }).then(
			async (response) => (await response.text(), response.status),
			() => 0,
		);
		if (status === 200) ready.add(port);
		else ready.delete(port);
	};
	const timer = setInterval(() => ports.forEach((port) => void look(port)), INTERVAL_MS);
	return {
		isReady: (port) => ready.has(port),
		failed: (port) => void ready.delete(port),
		stop: () => clearInterval(timer),
	};
}
