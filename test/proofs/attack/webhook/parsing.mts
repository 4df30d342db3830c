import { createRequire } from 'node:module';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { N8N_BIN } from '../../../../tools/n8n/paths.mts';
import type { WebhookRequest } from '../../../contract/harness/index.mts';
import type { Attack } from '../requests/attack.mts';

process.env.N8N_USER_FOLDER ??= mkdtempSync(join(tmpdir(), 'n8n-attack-'));

const requireFromN8n = createRequire(N8N_BIN);

interface Incoming {
	headers: Record<string, string>;
	rawBody: Buffer;
	body?: unknown;
	readRawBody(): Promise<void>;
}

const { parseBody } = requireFromN8n('../dist/middlewares/body-parser.js') as {
	parseBody(request: Incoming): Promise<void>;
};
const { parseIncomingMessage } = requireFromN8n('@n8n/backend-network') as {
	parseIncomingMessage(request: Incoming): void;
};
const express = requireFromN8n('express') as () => {
	set(name: string, value: string): void;
	get(name: 'query parser fn'): (query: string) => Record<string, unknown>;
};
const app = express();
// As n8n sets it.
app.set('query parser', 'extended');
const parseQuery = app.get('query parser fn');

// n8n-workflow makes every bigint of the process write itself as text; n8n's own copy did it again.
delete (BigInt.prototype as { toJSON?: unknown }).toJSON;

/**
 * A request as n8n's own body parser hands it to a node; undefined where n8n refuses it (HTTP 422)
 * before it asks the node.
 */
export async function parsedByN8n(attack: Attack): Promise<WebhookRequest | undefined> {
	const { method, headers, body: rawBody } = attack;
	const incoming: Incoming = { headers, rawBody, readRawBody: async () => undefined };
	try {
		parseIncomingMessage(incoming);
		if (method === 'POST') await parseBody(incoming);
	} catch {
		return undefined;
	}
	return { method, headers, rawBody, body: incoming.body, query: parseQuery(attack.query) };
}
