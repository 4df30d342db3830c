import { openWorkflow, publish } from '../../n8n/editor/index.mts';
import { triggerNode } from './nodes.mts';
import type { Studio } from './studio.mts';

const APP = 'theirs';

/** What the editor says when a workflow is published, and when it is refused. */
export async function shootActivation(studio: Studio): Promise<void> {
	const { account, faults } = studio.simulator;
	const theirs = account.addTemplate({ TemplateName: 'team-a', CallbackKey: 'teamAkey0123' });
	account.bind('push.example.com', APP, theirs.TemplateId);
	// Without an endpoint in this network, in which a private address is fine.
	const keys = { ...studio.simulator.keys, site: 'international' };
	const real = await studio.client.addCredential('tencentCloudApi', keys, 'Real account');
	const other = { __rl: true, mode: 'name', value: 'push.elsewhere.com' };
	const cases: Array<[name: string, parameters: Record<string, unknown>, refusal?: string]> = [
		['published', {}],
		['private-url', {}],
		['foreign-template', { appName: APP }],
		['unknown-domain', { pushDomain: other }],
		['wrong-key', { appName: 'a' }, 'AuthFailure.SignatureFailure'],
		['no-permission', { appName: 'b' }, 'AuthFailure.UnauthorizedOperation'],
		['manual-without-key', { registration: 'manual' }],
		['china-only', { appName: 'c', events: ['streamMonitor', 'recordingStatus'] }],
	];
	const editor = await studio.edit();
	for (const [name, parameters, refusal] of cases) {
		const node = triggerNode(studio, parameters);
		if (name === 'private-url') node.credentials = { tencentCloudApi: real };
		const { id } = await studio.keep(`Activation ${name}`, [node]);
		if (refusal) faults.next('*', { kind: 'refused', code: refusal }, 99);
		await openWorkflow(editor, id);
		const picture = () => studio.shoot(editor.page, `activation-${name}`);
		console.log(`  ${(await publish(editor, { beforeClosing: picture })).replace(/\n+/g, ': ')}`);
		faults.clear();
	}
}
