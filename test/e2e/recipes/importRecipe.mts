import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, waitUntil } from '../../../tools/n8n/machine.mts';
import type { Execution, StoredWorkflow, Workflow } from '../../../tools/n8n/session.mts';
import type { Delivery } from '../../../tools/simulator/callbacks/send.mts';
import { ACCOUNT, type Stage } from '../stage/openStage.mts';
import { PACKAGE } from '../stage/workflows.mts';

const TRIGGER_TYPE = `${PACKAGE}.tencentLvbTrigger`;

/** Where the examples post to as they are: the simulator's usual port. */
const PLACEHOLDER = 'http://127.0.0.1:9010';

/** n8n looks once a minute for runs that have waited long enough. */
const LIMIT_MS = 240_000;

interface ImportOptions {
	/** Push domain of this recipe alone: Tencent has one template for a domain and app. */
	domain: string;
	/** Other values in the node 'Settings', by field. */
	settings?: Record<string, unknown>;
	/** Other parameters, by node. */
	parameters?: Record<string, Record<string, unknown>>;
	/** Where the files of the pinned sample are; the stage's simulator unless given. */
	files?: string;
	/** Options of the trigger. */
	triggerOptions?: Record<string, unknown>;
}

/** An example that was imported, filled in and published. */
export interface Recipe {
	workflow: StoredWorkflow;
	/** Lets an event happen on the recipe's domain; gives what n8n was sent. */
	happen(event: string, options?: HappenOptions): Promise<Delivery>;
	/** Sends once more what was sent, as Tencent does where the first answer got lost. */
	repeat(delivery: Delivery): Promise<Delivery>;
	/** Waits until the workflow has run so many times to its end. */
	runs(count: number): Promise<Execution[]>;
	/** Waits until a run waits for an answer: n8n's form does not open before. */
	waiting(): Promise<boolean>;
	/** What arrived in the inbox of this name, once it is so much. */
	inbox(name: string, count: number): Promise<unknown[]>;
	/** The bodies of the calls that the recipe's domain was named in, of one Tencent action. */
	calls(action: string): object[];
	remove(): Promise<void>;
}

type HappenOptions = { streamName?: string; set?: Record<string, unknown> };

/** Imports an example as the editor does, after filling in what its notes ask for. */
export function importExample(
	stage: Stage,
	file: string,
	options: ImportOptions,
): Promise<StoredWorkflow> {
	const filled = fillIn(readExample(file), stage, options);
	return stage.client.session.rest('POST', '/workflows', filled);
}

/**
 * Imports an example and publishes it.
 * @throws Error if n8n does not publish it
 */
export async function importRecipe(
	stage: Stage,
	file: string,
	options: ImportOptions,
): Promise<Recipe> {
	const { client, simulator } = stage;
	const { domain } = options;
	simulator.inbox.clear();
	const workflow = await importExample(stage, file, options);
	const { status, triggers } = await client.activate(workflow.id);
	if (status !== 'published') throw new Error(`${file} is ${status}: ${JSON.stringify(triggers)}`);
	return {
		workflow,
		async happen(event, { streamName = 'room-42', set } = {}) {
			const [delivery] = await simulator.publish(event, { domain, streamName, set });
			return delivery;
		},
		repeat({ url, payload: { sign: _sign, t: _t, ...payload } }) {
			const key = simulator.account.templateOf(domain, 'live')?.CallbackKey;
			return simulator.deliver(payload, { url, key });
		},
		runs: (count) => client.endedExecutions(workflow.id, count, { timeoutMs: LIMIT_MS }),
		waiting: () =>
			waitUntil(
				async () =>
					(await client.executions(workflow.id)).some(({ status }) => status === 'waiting'),
				{ what: `a run of ${file} to wait`, timeoutMs: LIMIT_MS },
			),
		async inbox(name, count) {
			const entries = await simulator.inbox.wait(name, { count, timeoutMs: LIMIT_MS });
			return entries.map(({ body }) => body);
		},
		calls: (action) =>
			simulator.requests.flatMap((request) =>
				request.action === action && JSON.stringify(request.body).includes(domain)
					? [request.body as object]
					: [],
			),
		async remove() {
			await client.deactivate(workflow.id);
		},
	};
}

export function readExample(file: string): Workflow {
	return JSON.parse(readFileSync(join(ROOT, 'examples', file), 'utf8')) as Workflow;
}

function fillIn(
	workflow: Workflow & { pinData?: unknown },
	{ simulator, account }: Stage,
	options: ImportOptions,
) {
	if (workflow.pinData) {
		const pinned = JSON.stringify(workflow.pinData);
		workflow.pinData = JSON.parse(pinned.replaceAll(PLACEHOLDER, options.files ?? simulator.url));
	}
	for (const node of workflow.nodes) {
		const { parameters } = node;
		if (node.type.startsWith(`${PACKAGE}.`)) node.credentials = { [ACCOUNT]: account };
		if (node.type === TRIGGER_TYPE) {
			parameters.options = { allowPrivateUrl: true, ...options.triggerOptions };
		}
		if (parameters.pushDomain) {
			(parameters.pushDomain as { value: string }).value = options.domain;
		}
		if (typeof parameters.url === 'string') {
			parameters.url = parameters.url.replace(PLACEHOLDER, simulator.url);
		}
	}
	for (const [field, value] of Object.entries(options.settings ?? {})) {
		const { assignments } = parametersOf(workflow, 'Settings') as unknown as EditFields;
		const setting = assignments.assignments.find(({ name }) => name === field);
		if (!setting) throw new Error(`There is no setting ${field}`);
		setting.value = value;
	}
	for (const [name, changed] of Object.entries(options.parameters ?? {})) {
		Object.assign(parametersOf(workflow, name), changed);
	}
	return workflow;
}

interface EditFields {
	assignments: { assignments: Array<{ name: string; value: unknown }> };
}

export function parametersOf({ nodes }: Workflow, name: string): Record<string, unknown> {
	const node = nodes.find((candidate) => candidate.name === name);
	if (!node) throw new Error(`There is no node "${name}"`);
	return node.parameters;
}
