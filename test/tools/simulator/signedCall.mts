import sdkSign from 'tencentcloud-sdk-nodejs/tencentcloud/common/sign.js';
import type { Simulator } from '../../../tools/simulator/simulator.mts';

/** A live API call with the bytes given, signed by the SDK's signer; `headers` change what is sent. */
export async function signedCall(
	simulator: Pick<Simulator, 'url' | 'keys'>,
	action: string,
	options: {
		body?: string;
		query?: string;
		headers?: Record<string, string | undefined>;
		signal?: AbortSignal;
	} = {},
): Promise<{ status: number; text: string; code?: string; response: Record<string, unknown> }> {
	const { query, body = '{}', headers = {}, signal } = options;
	const method = query === undefined ? 'POST' : 'GET';
	const url = `${simulator.url}/${query === undefined ? '' : `?${query}`}`;
	const contentType = method === 'GET' ? 'application/x-www-form-urlencoded' : 'application/json';
	const timestamp = Math.floor(Date.now() / 1000);
	const authorization = sdkSign.default.sign3({
		method,
		url,
		payload: method === 'GET' ? '' : Buffer.from(body),
		timestamp,
		service: 'live',
		...simulator.keys,
		headers: { 'Content-Type': contentType },
		multipart: false,
		boundary: '',
	});
	const sent = {
		'content-type': contentType,
		'x-tc-action': action,
		'x-tc-version': '2018-08-01',
		'x-tc-timestamp': String(timestamp),
		authorization,
		...headers,
	};
	const kept = Object.entries(sent).filter(
		(entry): entry is [string, string] => entry[1] !== undefined,
	);
	const answer = await fetch(url, {
		method,
		headers: kept,
		body: method === 'GET' ? undefined : body,
		signal,
	});
	const text = await answer.text();
	const response = readResponse(text);
	return {
		status: answer.status,
		text,
		response,
		code: (response.Error as { Code: string } | undefined)?.Code,
	};
}

function readResponse(text: string): Record<string, unknown> {
	try {
		return (JSON.parse(text) as { Response: Record<string, unknown> }).Response;
	} catch {
		return {};
	}
}
