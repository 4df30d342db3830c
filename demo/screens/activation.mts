import { openWorkflow, publish } from '../../host/editor/index.mts';
import { triggerNode } from './nodes.mts';
import type { Studio } from './studio.mts';

const APP = 'theirs';

/** What the editor says when a workflow is published, and when it is refused. */
export async function shootActivation(studio: Studio): Promise<void> {
	const { account, faults } = studio.simulator;
	const theirs = account.addTemplate({ TemplateName: 'team-a', CallbackKey: 'teamAkey0123' });
	account.bind('push.example.com', APP, theirs.TemplateId);
	const open = { options: { allowPrivateUrl: true } };
	const other = { __rl: true, mode: 'name', value: 'push.elsewhere.com' };
	const cases: Array<[name: string, parameters: Record<string, unknown>, refusal?: string]> = [
		['published', open],
		['private-url', {}],
		['foreign-template', { ...open, appName: APP }],
		['unknown-domain', { ...open, pushDomain: other }],
		['wrong-key', { ...open, appName: 'a' }, 'AuthFailure.SignatureFailure'],
		['no-permission', { ...open, appName: 'b' }, 'AuthFailure.UnauthorizedOperation'],
		['manual-without-key', { registration: 'manual' }],
		['china-only', { ...open, appName: 'c', events: ['streamMonitor', 'recordingStatus'] }],
	];
	const editor = await studio.edit();
	for (const [name, parameters, refusal] of cases) {
		const { id } = await studio.keep(`Activation ${name}`, [triggerNode(studio, parameters)]);
		if (refusal) faults.next('*', { kind: 'refused', code: refusal }, 99);
		await openWorkflow(editor, id);
		const picture = () => studio.shoot(editor.page, `activation-${name}`);
		console.log(`  ${(await publish(editor, { beforeClosing: picture })).replace(/\n+/g, ': ')}`);
		faults.clear();
	}
}
