import { waitUntil } from '../waitUntil.mts';
import { N8nRefusal, type Session } from './session.mts';
import type { PublicationStatus, StoredWorkflow } from './workflow.mts';

/** n8n gives a publication 84 s; it tries a failing one five times within 17 s. More for a busy machine. */
const PUBLICATION_TIMEOUT_MS = 240_000;

/** Activates a workflow and waits for the outcome, which n8n reaches after its answer. */
export async function activate(session: Session, id: string): Promise<PublicationStatus> {
	try {
		await session.api('POST', `/workflows/${id}/activate`);
	} catch (error) {
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
