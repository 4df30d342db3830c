import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../tools/n8n/machine.mts';
import { LAZY_ISOLATES } from '../../../tools/n8n/start.mts';
import { OPENING_MS, openStage, type Stage } from '../stage/openStage.mts';
import { readExample } from './importRecipe.mts';
import { interruptions } from './interruptions.mts';
import { moderation } from './moderation.mts';
import { samples } from './samples.mts';
import { starts } from './starts.mts';
import { storage } from './storage.mts';
import { watchdog } from './watchdog.mts';

/** Each recipe has a push domain of its own, so that they can be active side by side. */
const OF_THEIR_OWN = Array.from({ length: 20 }, (_, n) => `push-${n + 1}.example.com`);

/** With the one that the samples name. */
const DOMAINS = ['push.example.com', ...OF_THEIR_OWN].map((name) => ({ name }));

const files = readdirSync(join(ROOT, 'examples')).filter((name) => name.endsWith('.json'));

interface NodeType {
	name: string;
	version: number | number[];
	defaultVersion?: number;
}

// One n8n for all of them, as `npm start` runs it: its start takes longer than most recipes.
describe('the example', () => {
	let stage: Stage;
	let newest: Map<string, number>;
	beforeAll(async () => {
		stage = await openStage({
			simulator: { domains: DOMAINS },
			editor: true,
			env: LAZY_ISOLATES,
		});
		const types = await stage.client.session.file<NodeType[]>('/types/nodes.json');
		newest = new Map();
		for (const { name, version, defaultVersion } of types) {
			const versions = [version, defaultVersion ?? 0].flat();
			newest.set(name, Math.max(newest.get(name) ?? 0, ...versions));
		}
	}, OPENING_MS);
	afterAll(() => stage.close());

	test.each(files)('%s is made of nodes that n8n knows, in their newest version', (file) => {
		const { nodes } = readExample(file);
		expect(nodes.map(({ type, typeVersion }) => ({ type, typeVersion }))).toEqual(
			nodes.map(({ type }) => ({ type, typeVersion: newest.get(type) })),
		);
	});

	starts(() => stage);
	interruptions(() => stage);
	storage(() => stage);
	moderation(() => stage);
	watchdog(() => stage);
	samples(() => stage);
});
