import {
	chooseInCredential,
	closeCredential,
	fillCredential,
	openNewCredential,
	openNode,
	openWorkflow,
	saveWrongCredential,
	testId,
} from '../../n8n/editor/index.mts';
import { TRIGGER, triggerNode } from './nodes.mts';
import type { Studio } from './studio.mts';

/** Both credentials' dialogs, and what the test says to right and to wrong entries. */
export async function shootCredentials(studio: Studio): Promise<void> {
	const editor = await studio.edit();
	const node = { ...triggerNode(studio), credentials: {} };
	const { id } = await studio.keep('Credentials', [node]);
	// n8n offers a new one only where there is none to select.
	for (const credential of await studio.client.listCredentials()) {
		await studio.client.deleteCredential(credential.id);
	}
	await openWorkflow(editor, id);
	await openNode(editor, TRIGGER);
	await openNewCredential(editor, 'Connect to Tencent Cloud');
	await studio.shoot(editor.page, 'credential-account');
	const { secretId, secretKey } = studio.simulator.keys;
	const endpoint = studio.simulator.url;
	const wrong: Array<[name: string, values: Record<string, string>, refusal?: string]> = [
		['secret-id', { secretId: 'AKIDother', secretKey, endpoint }],
		['secret-key', { secretId, secretKey: 'other' }],
		['permission', { secretKey }, 'AuthFailure.UnauthorizedOperation'],
		['clock', { secretKey: `${secretKey} ` }, 'AuthFailure.SignatureExpire'],
		['endpoint', { secretKey, endpoint: `${studio.client.session.url}/healthz` }],
		['unreachable', { endpoint: 'http://127.0.0.1:9' }],
	];
	for (const [name, values, refusal] of wrong) {
		if (refusal) studio.simulator.faults.next('*', { kind: 'refused', code: refusal }, 3);
		await fillCredential(editor, values);
		console.log(`  ${name}: ${sentences(await saveWrongCredential(editor))}`);
		await studio.shoot(editor.page, `credential-account-wrong-${name}`);
		studio.simulator.faults.clear();
	}
	await chooseInCredential(editor, 'site', 'China');
	await studio.shoot(editor.page, 'credential-account-site');
	await fillCredential(editor, { endpoint });
	await testId(editor.page, 'credential-save-button').click();
	await studio.shoot(editor.page, 'credential-account-right');
	if (await testId(editor.page, 'editCredential-modal').isVisible()) await closeCredential(editor);

	await openNewCredential(editor, 'Connect to Tencent LVB Callback');
	await studio.shoot(editor.page, 'credential-key');
	await fillCredential(editor, { callbackKey: 'with a space' });
	console.log(`  callback key: ${sentences(await saveWrongCredential(editor))}`);
	await studio.shoot(editor.page, 'credential-key-wrong');
	await fillCredential(editor, { callbackKey: 'Key123' });
	await testId(editor.page, 'credential-save-button').click();
	await studio.shoot(editor.page, 'credential-key-right');
}

/** What of a dialog's text is prose. */
function sentences(text: string): string {
	return text
		.split('\n')
		.filter((line) => line.length > 60)
		.join(' | ');
}
