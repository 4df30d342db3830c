import { KEY } from '../harness/index.mts';
import { listeningTrigger } from './listening.mts';

const open = (name: string, mode?: 'manual') =>
	listeningTrigger({}, { workflow: { name } }).deliver(
		{ method: 'GET' },
		{ name: 'setup', ...(mode ? { mode } : {}) },
	);

describe('The page at the webhook address', () => {
	test('names the workflow and starts nothing', async () => {
		for (const mode of [undefined, 'manual'] as const) {
			const { status, body, headers, items } = await open('Night shift', mode);
			expect(status).toBe(200);
			expect(headers['content-type']).toBe('text/html; charset=utf-8');
			expect(body).toContain(
				'receives Tencent LVB callbacks of the workflow &ldquo;Night shift&rdquo;',
			);
			expect(items).toBeUndefined();
		}
	});

	test('shows neither a key nor an id', async () => {
		const bench = listeningTrigger();
		const { body } = await bench.deliver({ method: 'GET' }, { name: 'setup' });
		for (const secret of [KEY, bench.workflow.id, bench.node.id, 'push.example.com']) {
			expect(body).not.toContain(secret);
		}
	});

	test('shows a name that is HTML as text', async () => {
		const { body } = await open(`<script>alert('1' & "2")</script>`);
		expect(body).toContain('&lt;script&gt;alert(&#39;1&#39; &amp; &quot;2&quot;)&lt;/script&gt;');
		expect(body).not.toContain('<script>');
	});

	test('is declared after the POST webhook, on the same path', () => {
		const { webhooks } = listeningTrigger().nodeType.description;
		expect(webhooks?.map(({ name, httpMethod }) => [name, httpMethod])).toEqual([
			['default', 'POST'],
			['setup', 'GET'],
		]);
		expect(webhooks?.[0].path).toBe(webhooks?.[1].path);
	});
});
