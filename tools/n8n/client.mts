import { waitUntil } from './machine.mts';
import {
	type Execution,
	type Login,
	N8nRefusal,
	type PublicationStatus,
	Session,
	type StoredWorkflow,
	type Workflow,
} from './session.mts';

const NEWEST = 250;

/** What the owner of an n8n does, by HTTP. */
export class N8nClient {
	session: Session;
	/** The workflows that were added by `addWorkflow`, oldest first. */
	added: StoredWorkflow[] = [];

	private constructor(session: Session) {
		this.session = session;
	}

	/** Logs in to the n8n at `url`; makes the owner if it has none yet. */
	static async open(url: string): Promise<N8nClient> {
		const session = new Session(url);
		await session.open();
		return new N8nClient(session);
	}

	/** Uses the n8n at `url` with the session of a client that has logged in there. */
	static resume(url: string, login: Login): N8nClient {
		const session = new Session(url);
		session.resume(login);
		return new N8nClient(session);
	}

	/** Stores a credential; gives the reference that nodes hold. */
	async addCredential(
		type: string,
		data: object,
		name = type,
	): Promise<{ id: string; name: string }> {
		const { id } = await this.session.rest<{ id: string }>('POST', '/credentials', {
			...{ name, type, data },
		});
		return { id, name };
	}

	listCredentials(): Promise<Array<{ id: string; name: string; type: string }>> {
		return this.session.rest('GET', '/credentials');
	}

	/** What a credential holds, as its dialog gets it: with placeholders for its secrets. */
	async credentialData(id: string): Promise<Record<string, unknown>> {
		const { data } = await this.session.rest<{ data: Record<string, unknown> }>(
			...(['GET', `/credentials/${id}?includeData=true`] as const),
		);
		return data;
	}

	/** Changes some fields of a credential, as its dialog does; the others stay, secrets too. */
	async updateCredential(
		{ id, name, type }: { id: string; name: string; type: string },
		changes: Record<string, unknown>,
	): Promise<void> {
		const data = { ...(await this.credentialData(id)), ...changes };
		await this.session.rest('PATCH', `/credentials/${id}`, { name, type, data });
	}

	async deleteCredential(id: string): Promise<void> {
		await this.session.rest('DELETE', `/credentials/${id}`);
	}

	/** Stores a credential, runs its own test, as the editor does after saving, and deletes it. */
	async testCredential(
		type: string,
		data: object,
	): Promise<{ status: 'OK' | 'Error'; message: string }> {
		// Older versions test none that is not stored.
		const stored = await this.addCredential(type, data, `${type} to be tested`);
		try {
			const credentials = { ...stored, type, data };
			return await this.session.rest('POST', '/credentials/test', { credentials });
		} finally {
			await this.deleteCredential(stored.id);
		}
	}

	async addWorkflow(workflow: Workflow): Promise<StoredWorkflow> {
		const stored = await this.session.api<StoredWorkflow>('POST', '/workflows', workflow);
		this.added.push(stored);
		return stored;
	}

	/** Replaces a workflow; n8n publishes it anew if it is active. */
	updateWorkflow(
		id: string,
		{ name, nodes, connections, settings }: Workflow,
	): Promise<StoredWorkflow> {
		return this.session.api('PUT', `/workflows/${id}`, { name, nodes, connections, settings });
	}

	listWorkflows(): Promise<StoredWorkflow[]> {
		return this.session
			.api<{ data: StoredWorkflow[] }>('GET', '/workflows')
			.then(({ data }) => data);
	}

	async deleteWorkflow(id: string): Promise<void> {
		await this.session.api('DELETE', `/workflows/${id}`);
	}

	/** Activates a workflow and waits for the outcome, which n8n reaches after its answer. */
	activate(id: string): Promise<PublicationStatus> {
		return activate(this.session, id);
	}

	/** Deactivates a workflow and waits until its triggers are gone. */
	deactivate(id: string): Promise<PublicationStatus> {
		return deactivate(this.session, id);
	}

	/** Waits until n8n is done with publishing or withdrawing the workflow. */
	settledPublication(id: string): Promise<PublicationStatus> {
		return settledPublication(this.session, id);
	}

	/** Makes a trigger listen for one event, as the editor's button does. */
	async listenForTest(id: string, trigger: string): Promise<void> {
		await this.startFrom(id, trigger);
	}

	/** Runs a workflow once from a trigger that needs no event, and waits for its end. */
	async run(id: string, trigger: string): Promise<Execution> {
		const before = (await this.executions(id)).length;
		await this.startFrom(id, trigger);
		return (await this.endedExecutions(id, before + 1))[before];
	}

	private async startFrom(id: string, trigger: string): Promise<void> {
		await this.session.rest('POST', `/workflows/${id}/run`, {
			triggerToStartFrom: { name: trigger },
			// Older versions run what they are handed, newer ones what they keep.
			workflowData: await this.session.api('GET', `/workflows/${id}`),
		});
	}

	/** The newest executions of a workflow with their data, oldest first. */
	executions(workflowId: string): Promise<Execution[]> {
		return this.listExecutions(workflowId, { includeData: true });
	}

	private async listExecutions(
		workflowId: string,
		{ includeData }: { includeData: boolean },
	): Promise<Execution[]> {
		const query = `workflowId=${workflowId}&includeData=${includeData}&limit=${NEWEST}`;
		const { data } = await this.session.api<{ data: Execution[] }>('GET', `/executions?${query}`);
		return data.toReversed();
	}

	/**
	 * Waits until `count` executions of a workflow have ended, 120 s unless said otherwise; gives all of
	 * them, oldest first. Counts only those after the execution `after` where one is given.
	 */
	async endedExecutions(
		workflowId: string,
		count: number,
		{ timeoutMs, after = '0' }: { timeoutMs?: number; after?: string } = {},
	): Promise<Execution[]> {
		const open = ['new', 'running', 'waiting'];
		const isMeant = ({ id, status }: Execution) =>
			Number(id) > Number(after) && !open.includes(status);
		let ended: Execution[] = [];
		const enough = async () => {
			// Their data, which n8n unpacks for every answer, only once they are there.
			ended = (await this.listExecutions(workflowId, { includeData: false })).filter(isMeant);
			return ended.length >= count;
		};
		await waitUntil(enough, {
			what: `${count} executions of workflow ${workflowId}`,
			timeoutMs,
			everyMs: 200,
			seen: () => ended.map(({ id, status }) => ({ id, status })),
		});
		return (await this.executions(workflowId)).filter(isMeant);
	}
}

/** n8n gives a publication 84 s; it tries a failing one five times within 17 s. More for a busy machine. */
const PUBLICATION_TIMEOUT_MS = 240_000;

/** Activates a workflow and waits for the outcome, which n8n reaches after its answer. */
export async function activate(
	session: Session,
	id: string,
	tries = 5,
): Promise<PublicationStatus> {
	try {
		await session.api('POST', `/workflows/${id}/activate`);
	} catch (error) {
		// Where n8n itself failed to look at the parameters, as it does on a busy machine, a person tries again.
		if (tries > 1 && String(error).includes('Error validating node parameters')) {
			return activate(session, id, tries - 1);
		}
		if (await publishesLater(session, id)) throw error;
		return failed(error);
	}
	return settledPublication(session, id);
}

/** Deactivates a workflow and waits until its triggers are gone. */
export async function deactivate(session: Session, id: string): Promise<PublicationStatus> {
	await session.api('POST', `/workflows/${id}/deactivate`);
	return settledPublication(session, id);
}

/** Waits until n8n is done with publishing or withdrawing the workflow. */
export function settledPublication(session: Session, id: string): Promise<PublicationStatus> {
	const settled = async () => {
		const status = (await reportedStatus(session, id)) ?? (await impliedStatus(session, id));
		return status.status !== 'in_progress' && status;
	};
	return waitUntil(settled, {
		what: `n8n to finish publishing workflow ${id}`,
		timeoutMs: PUBLICATION_TIMEOUT_MS,
	});
}

/** n8n 2.8 has no such report: there a workflow is published, or was refused, when n8n answers. */
async function reportedStatus(
	session: Session,
	id: string,
): Promise<PublicationStatus | undefined> {
	try {
		return await session.rest('GET', `/workflows/${id}/publication-status`);
	} catch (error) {
		if (error instanceof N8nRefusal && error.status === 404) return undefined;
		throw error;
	}
}

async function publishesLater(session: Session, id: string): Promise<boolean> {
	return (await reportedStatus(session, id)) !== undefined;
}

async function impliedStatus(session: Session, id: string): Promise<PublicationStatus> {
	const { active } = await session.api<StoredWorkflow>('GET', `/workflows/${id}`);
	return { status: active ? 'published' : 'not_published', triggers: [] };
}

function failed(error: unknown): PublicationStatus {
	if (!(error instanceof N8nRefusal)) throw error;
	const { message } = error.body as { message: string };
	return {
		status: 'failed',
		triggers: [{ nodeId: '', status: 'failed', errorMessage: message }],
	};
}
