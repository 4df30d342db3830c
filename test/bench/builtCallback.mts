import { createRequire } from 'node:module';
import { ROOT } from '../../tools/n8n/index.mts';

/** What the benchmark uses of the built room `nodes/callback`. */
export interface BuiltCallback {
	authenticate(
		request: { body: object; query: object },
		options: { keys: string[]; now: number; toleranceSeconds: number },
	): { ok: boolean; expiresAt?: number };
	decodeCallback(
		payload: object,
		options: { receivedAt: number; authenticated: boolean; expiresAt?: number; rawBody?: Buffer },
	): Record<string, unknown>;
}

/** The built room, loaded as n8n would. */
export function builtCallback(): BuiltCallback {
	const require = createRequire(import.meta.url);
	return {
		...(require(`${ROOT}/dist/nodes/callback/signature.js`) as object),
		...(require(`${ROOT}/dist/nodes/callback/decode.js`) as object),
	} as BuiltCallback;
}
