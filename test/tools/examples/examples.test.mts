import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
	type CallbackRoom,
	type Example,
	withPinnedSample,
} from '../../../tools/codegen/pinSamples.mts';
import type { Workflow, WorkflowNode } from '../../../tools/n8n/session.mts';
import { decodeCallback } from '../../../nodes/callback/decode.ts';
import { outputOf } from '../../../nodes/callback/events.ts';
import { samplePayload } from '../../../nodes/callback/sample.ts';

const ROOT = join(import.meta.dirname, '..', '..', '..');
const FOLDER = join(ROOT, 'examples');
const PACKAGE = 'n8n-nodes-tencent-lvb.';
const MEND = 'stale; mend with: npm run build, then node tools/codegen/pinSamples.mts';
const NOTE = 'n8n-nodes-base.stickyNote';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
const exampleOf = (file: string) => JSON.parse(read(`examples/${file}`)) as Workflow & Example;
const notesOf = ({ nodes }: Workflow) => nodes.filter(({ type }) => type === NOTE);
const stepsOf = ({ nodes }: Workflow) => nodes.filter(({ type }) => type !== NOTE);

describe.each(files)('the example %s', (file) => {
	const example = exampleOf(file);

	test('has the sample of its event pinned, as the trigger would give it today', () => {
		const room = { decodeCallback, samplePayload } as unknown as CallbackRoom;
		const isUpToDate = isDeepStrictEqual(example, withPinnedSample(file, example, room));
		expect(isUpToDate ? 'up to date' : MEND).toBe('up to date');
		// n8n puts what is pinned on the first output.
		for (const [{ json }] of Object.values(example.pinData ?? {})) {
			const { outputMode } = stepsOf(example)[0].parameters;
			const output = outputMode === 'byKind' ? outputOf(json) : 0;
			expect(output).toBe(0);
		}
	});

	test('holds no credential, and no address of its own', () => {
		for (const node of example.nodes) {
			expect(node).not.toHaveProperty('credentials');
			expect(node).not.toHaveProperty('webhookId');
		}
	});

	test('leads to no address but those of the simulator and of example.com', () => {
		const addresses = JSON.stringify(example.nodes).match(/\b\w+:\/\/[^/"'\\\s]+/g) ?? [];
		const known = ['http://127.0.0.1:9010', 'https://www.example.com'];
		expect(addresses.filter((address) => !known.includes(address))).toEqual([]);
	});

	test('names in its notes every node that a person has to fill in', () => {
		const words = notesOf(example)
			.map(({ parameters }) => parameters.content as string)
			.join('\n');
		const toFillIn = stepsOf(example).filter(
			({ type, parameters }) =>
				type === `${PACKAGE}tencentLvbTrigger` ||
				(type === `${PACKAGE}tencentLvb` && parameters.operation !== 'download') ||
				JSON.stringify(parameters).includes('127.0.0.1:9010') ||
				parameters.authentication !== undefined,
		);
		expect(toFillIn.length).toBeGreaterThan(0);
		expect(toFillIn.map(({ name }) => name).filter((name) => !words.includes(`*${name}*`))).toEqual(
			[],
		);
	});

	test('connects every node to what begins, by names that exist once', () => {
		const names = example.nodes.map(({ name }) => name);
		expect(new Set(names).size).toBe(names.length);
		expect(new Set(example.nodes.map(({ id }) => id)).size).toBe(names.length);
		const begins = stepsOf(example).filter(({ type }) => /Trigger$|\.webhook$/.test(type));
		expect(begins[0]).toBe(stepsOf(example)[0]);
		const reached = new Set(begins.map(({ name }) => name));
		for (const name of reached) {
			for (const { node } of example.connections[name]?.main.flat() ?? []) reached.add(node);
		}
		expect([...reached].sort()).toEqual(
			stepsOf(example)
				.map(({ name }) => name)
				.sort(),
		);
		expect(example.settings).toEqual({ executionOrder: 'v1' });
	});

	test('is laid out so that nothing covers anything', () => {
		const boxes = example.nodes.map((node) => ({ name: node.name, ...boxOf(node) }));
		const pairs = boxes.flatMap((a, index) => boxes.slice(index + 1).map((b) => [a, b] as const));
		const covered = pairs.filter(
			([a, b]) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom,
		);
		expect(covered.map(([a, b]) => `${a.name} and ${b.name}`)).toEqual([]);
	});
});

/** A node is a square of 96 with its name below, which takes up to this much in the editor. */
const NODE = { side: 96, label: 72, beside: 40 };

/** With seven outputs it is taller. */
const BY_KIND_HEIGHT = 256;

function boxOf({ type, position: [left, top], parameters }: WorkflowNode) {
	if (type !== NOTE) {
		const { side, label, beside } = NODE;
		return {
			...{ left: left - beside, right: left + side + beside },
			...{
				top,
				bottom: top + (parameters.outputMode === 'byKind' ? BY_KIND_HEIGHT : side) + label,
			},
		};
	}
	const { width, height } = parameters as { width: number; height: number };
	return { left, top, right: left + width, bottom: top + height };
}

describe('the examples', () => {
	test.each(['examples/README.md', 'README.md'])('are all linked in %s, and no other', (path) => {
		const linked = [...read(path).matchAll(/\]\((?:examples\/)?([\w-]+\.json)\)/g)];
		expect([...new Set(linked.map(([, file]) => file))].sort()).toEqual(files.toSorted());
	});

	test('are each told in two lines: what happens, and with which nodes', () => {
		const entries = read('examples/README.md').match(/^- \[.*\n {2}.*$/gm) ?? [];
		expect(entries).toHaveLength(files.length);
	});
});
