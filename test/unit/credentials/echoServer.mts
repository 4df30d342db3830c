import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import sdkSign from 'tencentcloud-sdk-nodejs/tencentcloud/common/sign.js';

/** A request as it came over the wire, with the signature that Tencent's SDK computes for it. */
export type Received = {
	method: string;
	path: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
	/** What the official signer gives for these bytes and headers. */
	expected: string;
};

export const KEYS = {
	secretId: 'AKIDEXAMPLE0000000000000000000000001',
	secretKey: 'FakeSecretKeyExample000000000001',
};

/** A loopback server that keeps the last request and answers like Tencent. */
export class EchoServer {
	last: Received | undefined;
	#server: Server | undefined;

	async start(): Promise<void> {
		this.#server = createServer(async (request, response) => {
			const chunks: Buffer[] = [];
			for await (const chunk of request) chunks.push(chunk as Buffer);
			const { method = '', url: path = '', headers } = request;
			const body = Buffer.concat(chunks);
			this.last = {
				method,
				path,
				headers,
				body,
				expected: this.#expected(method, path, headers, body),
			};
			response.setHeader('content-type', 'application/json');
			response.end('{"Response":{"RequestId":"echo"}}');
		});
		await new Promise<void>((listening) => this.#server!.listen(0, '127.0.0.1', listening));
	}

	get url(): string {
		return `http://127.0.0.1:${(this.#server!.address() as AddressInfo).port}`;
	}

	async stop(): Promise<void> {
		await new Promise((closed) => this.#server!.close(closed));
	}

	#expected(method: string, path: string, headers: IncomingHttpHeaders, body: Buffer): string {
		const service = /\/([^/]+)\/tc3_request/.exec(headers.authorization ?? '')?.[1] ?? '';
		return sdkSign.default.sign3({
			method: method as 'POST',
			url: this.url + path,
			payload: body,
			timestamp: Number(headers['x-tc-timestamp']),
			service,
			...KEYS,
			multipart: false,
			boundary: '',
			headers: { 'Content-Type': headers['content-type'] as string },
		});
	}
}
