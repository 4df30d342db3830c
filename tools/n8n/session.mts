import { waitUntil } from './machine.mts';

/** Who owns every n8n that this project starts; also the login that the demo prints. */
export const OWNER = {
	email: 'owner@example.com',
	firstName: 'Olivia',
	lastName: 'Owner',
	password: 'Live-stream-1',
};

/** What another process needs to go on with a session: n8n limits how often one may log in. */
export interface Login {
	cookie: string;
	key: string;
}

/** An answer of n8n other than 2xx. */
export class N8nRefusal extends Error {
	status: number;
	body: unknown;

	constructor(request: string, status: number, text: string) {
		super(`${request}: ${status} ${text.slice(0, 600)}`);
		this.status = status;
		this.body = parse(text);
	}
}

/**
 * A logged-in connection: `rest` is what the editor calls, `api` the public API with its key.
 * n8n ties the session's cookie to the header `browser-id`.
 */
export class Session {
	url: string;
	private cookie = '';
	private key = '';
	private browserId = 'n8n-client';

	constructor(url: string) {
		this.url = url;
	}

	/** Makes the owner of a fresh n8n, or logs in to one that has it, and fetches an API key. */
	async open(): Promise<void> {
		const { email: emailOrLdapLoginId, password } = OWNER;
		try {
			await this.rest('POST', '/owner/setup', OWNER);
		} catch (error) {
			if (!(error instanceof N8nRefusal) || error.status !== 400) throw error;
			await this.rest('POST', '/login', { emailOrLdapLoginId, password });
		}
		const scopes = await this.rest('GET', '/api-keys/scopes');
		const label = `client ${Date.now()}`;
		const key = await this.rest<{ rawApiKey: string }>('POST', '/api-keys', {
			...{ label, expiresAt: null, scopes },
		});
		this.key = key.rawApiKey;
	}

	get login(): Login {
		return { cookie: this.cookie, key: this.key };
	}

	/** Goes on with a session that another process has opened. */
	resume({ cookie, key }: Login): void {
		Object.assign(this, { cookie, key });
	}

	/** Calls the editor's API below `/rest`; gives the `data` of its answer. */
	async rest<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
		const headers = { 'browser-id': this.browserId, cookie: this.cookie };
		const response = await this.send(method, `/rest${path}`, { headers, body });
		const cookie = response.headers.getSetCookie().find((text) => text.startsWith('n8n-auth='));
		if (cookie) this.cookie = cookie.split(';')[0];
		const answer = parse(await response.text()) as { data?: T };
		return answer?.data ?? (answer as T);
	}

	/** Calls the public API below `/api/v1`. */
	async api<T = unknown>(method: string, path: string, body?: unknown): Promise<T> {
		const headers = { 'x-n8n-api-key': this.key };
		const response = await this.send(method, `/api/v1${path}`, { headers, body });
		return parse(await response.text()) as T;
	}

	/** Fetches a file that needs the session, such as `/types/nodes.json`. */
	async file<T = unknown>(path: string): Promise<T> {
		const headers = { 'browser-id': this.browserId, cookie: this.cookie };
		return (await this.send('GET', path, { headers })).json() as Promise<T>;
	}

	/** Sends a request; again while n8n says that its database is busy, as on a machine under load. */
	private async send(
		method: string,
		path: string,
		init: { headers: Record<string, string>; body?: unknown },
	) {
		const send = () =>
			fetch(this.url + path, {
				method,
				// n8n ends a connection after 5 s of silence, on a busy machine just as the next request comes.
				headers: { connection: 'close', 'content-type': 'application/json', ...init.headers },
				body: init.body === undefined ? undefined : JSON.stringify(init.body),
			});
		const response = await waitUntil(
			async () => {
				const answer = await send();
				return answer.status !== 503 && answer;
			},
			{ what: `n8n's database to be ready for ${method} ${path}` },
		);
		if (response.ok) return response;
		throw new N8nRefusal(`${method} ${path}`, response.status, await response.text());
	}
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/** A node of a workflow, as n8n exports it. */
export interface WorkflowNode {
	id: string;
	name: string;
	type: string;
	typeVersion: number;
	position: [number, number];
	parameters: Record<string, unknown>;
	webhookId?: string;
	credentials?: Record<string, { id: string; name: string }>;
	[setting: string]: unknown;
}

/** Where a node's outputs lead: per output the list of inputs. */
export type Connections = Record<
	string,
	{ main: Array<Array<{ node: string; type: 'main'; index: number }>> }
>;

/** A workflow, as n8n exports it and takes it back. */
export interface Workflow {
	name: string;
	nodes: WorkflowNode[];
	connections: Connections;
	settings: Record<string, unknown>;
}

/** A workflow that n8n keeps. */
export type StoredWorkflow = Workflow & { id: string; active: boolean };

/** How far n8n is with publishing a workflow, and what stopped it. */
export interface PublicationStatus {
	status: 'in_progress' | 'not_published' | 'published' | 'partial' | 'failed';
	triggers: Array<{ nodeId: string; status: string; errorMessage: string | null }>;
}

type Item = { json: Record<string, unknown>; [part: string]: unknown };

/** One run of a node: what it put on each of its outputs. */
interface NodeRun {
	data?: { main: Array<Item[] | null> };
	error?: { message: string; description?: string };
}

/** A run of a workflow with its data. */
export interface Execution {
	id: string;
	workflowId: string;
	status: string;
	mode: string;
	finished: boolean;
	startedAt: string;
	data: {
		resultData: {
			runData: Record<string, NodeRun[]>;
			error?: { message: string; description?: string };
		};
	};
}

/** How a run began and ended, with what stopped it. */
export const outcomeOf = ({ mode, status, data }: Execution) => ({
	...{ mode, status },
	stoppedBy: data.resultData.error?.message,
});

/** The JSON of the items that a node put on one output in its first run. */
export function outputOf(execution: Execution, node: string, index = 0): Record<string, unknown>[] {
	const items = execution.data.resultData.runData[node]?.[0]?.data?.main?.[index] ?? [];
	return items.map(({ json }) => json);
}

/** The names of the nodes that ran. */
export function nodesRun(execution: Execution): string[] {
	return Object.keys(execution.data.resultData.runData);
}
