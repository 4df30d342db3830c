import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
	type Editor,
	executeWorkflow,
	openWorkflow,
	testId,
} from '../../tools/n8n/editor/editor.mts';
import {
	executeStep,
	firstOutputItem,
	openNode,
	pasteInto,
} from '../../tools/n8n/editor/panels.mts';
import { ROOT, waitUntil } from '../../tools/n8n/machine.mts';
import type { StoredWorkflow, Workflow } from '../../tools/n8n/session.mts';
import { readExample } from '../e2e/recipes/importRecipe.mts';
import { type Desk, DESK_MS, openDesk } from '../e2e/stage/openDesk.mts';
import type { Stage } from '../e2e/stage/openStage.mts';
import { step } from '../e2e/stage/workflows.mts';

const JOURNEY_MS = 600_000;
const SIMULATOR = 'http://127.0.0.1:9010';

/** What a person might write: all that JSON has to escape. */
const TEXT = 'room-42 said "bye" \\ and left.\nWhat to do: nothing {{ }}';

const files = readdirSync(join(ROOT, 'examples')).filter((name) => name.endsWith('.json'));

/** Which field of which nodes the code of a note is for. */
const FIELDS: Record<string, { type: string; field: string }> = {
	'Your Chat': { type: 'n8n-nodes-base.httpRequest', field: 'jsonBody' },
	'Why Once': { type: 'n8n-nodes-base.removeDuplicates', field: 'dedupeValue' },
};

/** Every text that a note gives to paste, with the node and field that it goes into. */
const pastes = files.flatMap((file) => {
	const { nodes } = readExample(file);
	return nodes
		.filter(({ parameters }) => String(parameters.content).includes('```'))
		.flatMap((note) =>
			nodes
				.filter(({ type }) => type === FIELDS[note.name].type)
				.map(({ name, parameters }) => ({
					...{ file, node: name, field: FIELDS[note.name].field },
					...{ inbox: String(parameters.url ?? '').split('/inbox/')[1], code: codeIn(note) },
				})),
		);
});

function codeIn({ parameters }: Workflow['nodes'][number]): string {
	return String(parameters.content).split('```')[1].trim();
}

type Pinned = { pinData?: Record<string, { json: object }[]> };

describe('a note of an example', () => {
	let desk: Desk;
	let stage: Stage;
	let editor: Editor;
	beforeAll(async () => {
		desk = await openDesk();
		({ stage, editor } = desk);
	}, DESK_MS);
	afterAll(() => desk?.close());

	/** Imports an example as it is, but for the port of the simulator and what is changed in it. */
	async function open(file: string, change: (workflow: Workflow & Pinned) => void = () => {}) {
		const text = JSON.stringify(readExample(file)).replaceAll(SIMULATOR, stage.simulator.url);
		const workflow = JSON.parse(text) as Workflow & Pinned;
		change(workflow);
		const { session } = stage.client;
		const { id } = await session.rest<StoredWorkflow>('POST', '/workflows', workflow);
		await openWorkflow(editor, id);
		return id;
	}

	test.each(files)(
		'is whole to read in %s',
		async (file) => {
			await open(file);
			const notes = testId(editor.page, 'sticky');
			await notes.first().waitFor();

			const cut = await notes.evaluateAll((elements) =>
				elements.flatMap((note) =>
					[note, ...note.querySelectorAll('div')].some(
						({ scrollHeight, clientHeight }) => clientHeight > 0 && scrollHeight > clientHeight + 1,
					)
						? [note.textContent]
						: [],
				),
			);

			expect(await notes.count()).toBeGreaterThan(0);
			expect(cut).toEqual([]);
		},
		JOURNEY_MS,
	);

	test('is the only place of something to paste that this file knows', () => {
		expect(pastes.map(({ file, node }) => `${file}: ${node}`)).toHaveLength(9);
	});

	test.each(pastes.filter(({ field }) => field === 'jsonBody'))(
		'of $file makes $node send what DingTalk and WeCom take, once it is pasted',
		async ({ file, node, field, inbox, code }) => {
			const id = await open(file, (workflow) => startBefore(workflow, node, { text: TEXT }));
			stage.simulator.inbox.clear(inbox);
			await openNode(editor, node);

			await pasteInto(editor, field, code);
			expect(await savedField(id, node, field)).toBe(`=${code}`);
			await executeStep(editor);

			expect((await stage.simulator.inbox.wait(inbox)).map(({ body }) => body)).toEqual([
				{ msgtype: 'text', text: { content: TEXT } },
			]);
		},
		JOURNEY_MS,
	);

	test.each(pastes.filter(({ field }) => field === 'dedupeValue'))(
		'of $file is what $node then keeps, as an expression',
		async ({ file, node, field, code }) => {
			const id = await open(file);
			await openNode(editor, node);

			await pasteInto(editor, field, code);
			expect(await savedField(id, node, field)).toBe(`=${code}`);

			await executeStep(editor);
			expect(await firstOutputItem(editor)).toMatchObject({ streamName: 'test_stream' });
		},
		JOURNEY_MS,
	);

	test.each([
		['alert-on-fault.json', 'crew', /^test_stream broke off/],
		['announce-live-events.json', 'live-team', /^test_stream is live$/],
		['notify-followers-once.json', 'followers', /^test_stream is live now/],
	])(
		"lets %s be tried at once in the demo's n8n",
		async (file, inbox, text) => {
			stage.simulator.inbox.clear(inbox);
			await open(file);

			await executeWorkflow(editor);

			const [{ body }] = await stage.simulator.inbox.wait(inbox);
			expect(body).toMatchObject({ text: expect.stringMatching(text) });
		},
		JOURNEY_MS,
	);

	/** What n8n keeps in a field, once it has saved the change. */
	function savedField(id: string, name: string, field: string): Promise<unknown> {
		const original = readExample(pastes.find(({ node }) => node === name)!.file);
		const before = original.nodes.find((node) => node.name === name)?.parameters[field];
		return waitUntil(
			async () => {
				const { nodes } = await stage.client.session.api<Workflow>('GET', `/workflows/${id}`);
				const now = nodes.find((node) => node.name === name)?.parameters[field];
				return now !== before && now;
			},
			{ what: `n8n to save ${field} of ${name}` },
		);
	}
});

/** Leaves of the way to a node only the one before it, which puts out this item. */
function startBefore(workflow: Workflow & Pinned, name: string, json: object): void {
	const before = nodeBefore(workflow, name);
	const start = step('Start', 'n8n-nodes-base.manualTrigger');
	const to = (node: string) => ({ main: [[{ node, type: 'main' as const, index: 0 }]] });
	workflow.nodes.push(start);
	workflow.connections = { [start.name]: to(before), [before]: to(name) };
	workflow.pinData = { [before]: [{ json }] };
}

function nodeBefore({ connections }: Workflow, name: string): string {
	const found = Object.entries(connections).find(([, { main }]) =>
		main.flat().some(({ node }) => node === name),
	);
	if (!found) throw new Error(`Nothing leads to ${name}`);
	return found[0];
}
