import { execFile } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type * as decode from '../../../nodes/callback/decode.ts';
import type * as events from '../../../nodes/callback/generated/events.ts';
import type * as sample from '../../../nodes/callback/sample.ts';
import { addMadeUpEvent, payload } from './madeUpEvent.mts';
import { temporaryPackage, type Outcome, type TemporaryPackage } from './temporaryPackage.mts';

const NODE_MODULES = resolve(import.meta.dirname, '../../../node_modules');

type Callback = typeof decode & typeof events & typeof sample;

/** Compiles the copy with the real compiler in strict mode and loads its callback room. */
async function compiledCallback({ root }: TemporaryPackage): Promise<Callback> {
	await symlink(NODE_MODULES, join(root, 'node_modules'));
	await mkdir(join(root, 'built'));
	const config = {
		extends: resolve(NODE_MODULES, '../tsconfig.json'),
		compilerOptions: { outDir: 'built', rootDir: '.' },
		include: ['nodes/callback/**/*.ts', 'nodes/json/*.ts'],
	};
	await writeFile(join(root, 'tsconfig.json'), JSON.stringify(config));
	await promisify(execFile)(process.execPath, [
		join(NODE_MODULES, 'typescript/bin/tsc'),
		...['-p', root],
	]).catch((failure: { stdout: string }) => {
		throw new Error(failure.stdout);
	});
	const require = createRequire(import.meta.url);
	const modules = ['decode', 'generated/events', 'sample'].map(
		(name) => require(join(root, `built/nodes/callback/${name}.js`)) as object,
	);
	return Object.assign({}, ...modules) as Callback;
}

describe('a folder added to catalogue/events', () => {
	let copy: TemporaryPackage;
	let outcome: Outcome;
	let callback: Callback;
	beforeAll(async () => {
		copy = await temporaryPackage();
		await addMadeUpEvent(copy);
		outcome = await copy.generate('write');
		callback = await compiledCallback(copy);
	});
	afterAll(() => copy.remove());

	test('is all that the generator needs', async () => {
		expect(outcome).toEqual({
			code: 0,
			output: expect.stringMatching(/^\d+ generated files, \d+ changed/),
		});
		expect((await copy.generate('check')).code).toBe(0);
	});

	test('becomes an option that a person can choose', () => {
		expect(callback.EVENT_OPTIONS).toContainEqual({
			name: 'Viewers Counted',
			value: 'viewersCounted',
			description: 'The viewers of a stream were counted',
		});
	});

	test('becomes a type', async () => {
		const types = await copy.read('nodes/callback/generated/items.ts');
		expect(types).toMatch(/export interface ViewersCountedItem extends ItemFrame/);
	});

	test('becomes a row of the page of events', async () => {
		expect(await copy.read('docs/events.md')).toContain(
			'| Viewers Counted | `viewersCounted` | Other | 4242 |',
		);
	});

	test('becomes a member of the output schemas', async () => {
		const text = await copy.read('nodes/TencentLvbTrigger/__schema__/v2.0.0.json');
		const schema = JSON.parse(text) as { properties: Record<string, unknown> };
		expect(schema.properties.viewers).toEqual({
			type: 'object',
			properties: { count: { type: 'integer' } },
		});
	});

	test('is decoded and checked', () => {
		const options = { receivedAt: 1703731480000 };
		expect(callback.decodeCallback(payload, options)).toMatchObject({
			event: 'viewersCounted',
			eventName: 'Viewers Counted',
			summary: '17 viewers watched room-42',
			occurredAt: '2023-12-28T02:44:38.000Z',
			streamName: 'room-42',
			viewers: { count: 17 },
			validation: { ok: true },
		});
		expect(
			callback.decodeCallback({ ...payload, viewer_count: 'many' }, options).validation.problems,
		).toEqual([{ field: 'viewer_count', problem: 'must be integer' }]);
	});

	test('has a sample', () => {
		expect(callback.samplePayload('viewersCounted' as 'snapshot')).toEqual(payload);
	});
});
