import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** One try to deliver: what the receiver answered, or why there was no answer. */
export interface Attempt {
	/** ms */
	at: number;
	/** HTTP status, null where no answer came. */
	status: number | null;
	/** The answer's body, cut at 10 000 characters. */
	body: string;
	durationMs: number;
	/** A system code such as ECONNREFUSED, or `timeout`. */
	error?: string;
}

export interface Poster {
	post(url: string, body: string): Promise<Attempt>;
	close(): void;
}

const KEPT_CHARACTERS = 10_000;

/** Posts JSON as Tencent does: one body, no redirects followed, no answer after `timeoutMs` is a failure. */
export function createPoster(timeoutMs: number): Poster {
	const http = new HttpAgent({ keepAlive: true });
	const https = new HttpsAgent({ keepAlive: true });
	return {
		async post(url, body) {
			const at = Date.now();
			const started = performance.now();
			const outcome = await send(url, body, { timeoutMs, http, https });
			return {
				at,
				...outcome,
				durationMs: Math.round(performance.now() - started),
			};
		},
		close() {
			http.destroy();
			https.destroy();
		},
	};
}

type Outcome = Pick<Attempt, 'status' | 'body' | 'error'>;

function send(
	url: string,
	body: string,
	{ timeoutMs, http, https }: { timeoutMs: number; http: HttpAgent; https: HttpsAgent },
): Promise<Outcome> {
	const secure = url.startsWith('https:');
	const options = {
		method: 'POST',
		agent: secure ? https : http,
		signal: AbortSignal.timeout(timeoutMs),
		headers: {
			'content-type': 'application/json',
			'content-length': Buffer.byteLength(body),
		},
	};
	return new Promise((resolve) => {
		const fail = (error: Error & { code?: string }): void =>
			resolve({
				status: null,
				body: '',
				error: error.name === 'AbortError' ? 'timeout' : (error.code ?? error.message),
			});
		try {
			const request = (secure ? httpsRequest : httpRequest)(url, options, (response) => {
				let text = '';
				response.setEncoding('utf8');
				response.on('data', (chunk: string) => {
					if (text.length < KEPT_CHARACTERS) text += chunk.slice(0, KEPT_CHARACTERS - text.length);
				});
				response.on('end', () => resolve({ status: response.statusCode ?? null, body: text }));
				response.on('error', fail);
			});
			request.on('error', fail);
			request.end(body);
		} catch (error) {
			fail(error as Error);
		}
	});
}
