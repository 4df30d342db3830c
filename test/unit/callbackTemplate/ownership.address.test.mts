import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	isFormerAddress,
	isUnanswerable,
	isWithoutId,
} from '../../../nodes/callbackTemplate/ownership.ts';
import { createNode, type NodeOptions, type Node } from '../../proofs/registration/n8n.mts';
import { createTencent } from '../../proofs/registration/tencent.mts';

const OWN = 'https://n8n.example.com/webhook/4f1c/tencent-lvb';

describe('isFormerAddress', () => {
	const origins = [
		'https://n8n.example.com',
		'http://n8n.example.com',
		'https://n8n.example.com:8443',
		'https://old.example.com',
		'http://127.0.0.1:5678',
	];
	const bases = ['webhook', 'hooks', 'n8n/webhook', 'a/b/webhook', ''];
	const paths = [
		'4f1c/tencent-lvb',
		'77aa/tencent-lvb',
		'wfAAAAAAAAAAAAA1/live%20events/tencent-lvb',
		'wfAAAAAAAAAAAAA2/live%20events/tencent-lvb',
		'wfAAAAAAAAAAAAA1/live/tencent-lvb',
		'wfAAAAAAAAAAAAA2/live/tencent-lvb',
		'17/live/tencent-lvb',
		'18/live/tencent-lvb',
		'/tencent-lvb',
	];
	const places = origins.flatMap((origin) =>
		bases.map((base) => (base === '' ? origin : `${origin}/${base}`)),
	);
	const all = places.flatMap((base) =>
		paths.map((path) => ({ base, path, address: `${base}/${path}` })),
	);

	test('is the same path under another base, and nothing else', () => {
		const wrong = all.flatMap((own) =>
			all.flatMap((other) => {
				const expected = own.path === other.path && own.base !== other.base;
				// Below the own base lies whatever else this n8n answers.
				const isBelow = other.base.startsWith(`${own.base}/`);
				const is = isFormerAddress(other.address, own.address);
				return is === (expected && !isBelow) ? [] : [`${other.address} of ${own.address}: ${is}`];
			}),
		);
		expect(wrong).toEqual([]);
	});

	test.each([
		['itself with a list of others', `${OWN}?also=77aa,88bb`, false],
		['itself with the port written out', OWN.replace('.com', '.com:443'), false],
		['itself in another letter case', OWN.replace('n8n.', 'N8N.'), false],
		['itself with a slash at its end', `${OWN}/`, false],
		['itself with an empty query', `${OWN}?`, false],
		['itself with its scheme in capitals', OWN.replace('https', 'HTTPS'), false],
		['itself with a query over two lines', `${OWN}?a\nb/c/d`, false],
		['a former one with its scheme in capitals', OWN.replace('https://n8n', 'HTTPS://old'), true],
		[
			'a former one with a list of others',
			'https://old.example.com/webhook/4f1c/tencent-lvb?also=1',
			true,
		],
		['no address', 'tencent-lvb', false],
		['no path', 'https://old.example.com/', false],
	])('%s', (_what, address, is) => {
		expect(isFormerAddress(address, OWN)).toBe(is);
	});
});

test.each([
	['https://n8n.example.com/webhook/4f1c/tencent-lvb', false],
	['https://n8n.example.com/webhook/wf1/trigger/tencent-lvb', false],
	['https://n8n.example.com/a%20b/webhook/4f1c/tencent-lvb', false],
	['https://n8n.example.com/webhook/wf1/live%20events/tencent-lvb', true],
	['https://n8n.example.com/webhook/wf1/%E7%9B%B4%E6%92%AD/tencent-lvb', true],
	['https://n8n.example.com/webhook//tencent-lvb', true],
	['https://n8n.example.com/webhook/a%20b/tencent-lvb', true],
])('n8n never answers at %s: %p', (address, is) => {
	expect(isUnanswerable(address)).toBe(is);
});

test.each([
	[OWN, false],
	['https://n8n.example.com/webhook/wf1/live%20events/tencent-lvb', true],
	['https://n8n.example.com/webhook/wf2/live%20events/tencent-lvb', false],
	['https://n8n.example.com/webhook/null/tencent-lvb', true],
])('%s is made without a webhook id: %p', (address, is) => {
	expect(isWithoutId(address, { workflowId: 'wf1', nodeName: 'Live Events' })).toBe(is);
});

test('no example holds a webhook id: everybody would know it, and the second import be refused', () => {
	const folder = join(import.meta.dirname, '../../../examples');
	const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
	expect(files.length).toBeGreaterThan(9);
	const holding = files.filter((name) =>
		readFileSync(join(folder, name), 'utf8').includes('"webhookId"'),
	);
	expect(holding).toEqual([]);
});

describe('a trigger without a webhook id', () => {
	const dead = (node: Node, path = 'workflow-of-node-1/live%20events') => {
		node.rename('Live Events');
		node.url = `https://n8n.example.com/webhook/${path}/tencent-lvb`;
	};
	const changes = (tencent: ReturnType<typeof createTencent>) =>
		tencent.calls.filter(({ action }) => !action.startsWith('Describe'));

	test.each<[what: string, path: string, options: Partial<NodeOptions>]>([
		['whose name has to be encoded', 'workflow-of-node-1/live%20events', {}],
		['whose id is empty', '', {}],
		['whose id is null', 'null', {}],
		['of a manual registration', '', { parameters: { registration: 'manual' }, callbackKey: 'K1' }],
		[
			'of events without a slot',
			'',
			{ parameters: { events: ['relay'] }, options: { acceptUnsigned: true } },
		],
	])('%s is not published, and says what to do', async (_what, path, options) => {
		for (const mode of ['activate', 'update'] as const) {
			const tencent = createTencent();
			const node = createNode({ tencent, ...options });
			dead(node, path);
			const { status, message } = await node.activate(mode);
			expect(status).toBe('failed');
			expect(message).toMatch(/'Live Events'.*Open the workflow in n8n's editor.*save/);
			expect(changes(tencent)).toEqual([]);
		}
	});

	test('whose name n8n finds as it is, is not published but goes on after a restart', async () => {
		const tencent = createTencent();
		const node = createNode({ tencent });
		node.rename('live');
		node.url = 'https://n8n.example.com/webhook/workflow-of-node-1/live/tencent-lvb';
		expect(await node.activate()).toMatchObject({ status: 'failed' });
		await node.restart();
		expect(tencent.account.templateOf('push.example.com', 'live')).toMatchObject({
			StreamBeginNotifyUrl: node.url,
		});
	});

	test.each(['init', 'leadershipChange'] as const)(
		'is taken out of Tencent at %s, where nobody can be told, and seen once it lasts',
		async (mode) => {
			const tencent = createTencent();
			const node = createNode({ tencent });
			node.rename('Live Events');
			await node.activate();
			// What an earlier version made of it.
			const template = tencent.account.templateOf('push.example.com', 'live')!;
			dead(node);
			template.StreamBeginNotifyUrl = node.url;
			template.StreamEndNotifyUrl = node.url;
			node.staticData = { ...node.staticData, registeredUrl: node.url };

			expect(await node.activate(mode)).toEqual({ status: 'activated' });
			expect(tencent.account.rules.size).toBe(0);
			expect(tencent.account.templates.size).toBe(0);
			expect(node.warnings.join()).toContain("Open the workflow in n8n's editor");
			await node.tick(5);
			expect(node.failedExecutions.map(({ message }) => message)).toEqual([
				expect.stringContaining("Open the workflow in n8n's editor"),
			]);
			expect(tencent.account.templates.size).toBe(0);
		},
	);
});
