import { createHash } from 'node:crypto';
import { createNode } from './n8n.mts';
import { createTencent } from './tencent.mts';

const PUSH = 'push.example.com';
const hex = (text: string) => createHash('sha256').update(text).digest('hex');
const OUR_NAME = `n8n-${hex('instance').slice(0, 10)}-${hex(`${PUSH}/live`).slice(0, 12)}`;

const actions = (tencent: ReturnType<typeof createTencent>) =>
	tencent.calls.splice(0).map(({ action }) => action);

describe('the registration of one node', () => {
	test('is four calls in create and two in checkExists', async () => {
		const tencent = createTencent();
		const node = createNode({ tencent });
		expect(await node.activate()).toEqual({ status: 'activated' });
		expect(actions(tencent)).toEqual([
			'DescribeLiveCallbackRules',
			'DescribeLiveCallbackTemplates',
			'DescribeLiveCallbackRules',
			'DescribeLiveCallbackTemplates',
			'CreateLiveCallbackTemplate',
			'CreateLiveCallbackRule',
		]);
		await node.activate('update');
		expect(actions(tencent)).toEqual([
			'DescribeLiveCallbackRules',
			'DescribeLiveCallbackTemplates',
		]);
		expect(tencent.account.templateOf(PUSH, 'live')).toMatchObject({
			TemplateName: OUR_NAME,
			StreamBeginNotifyUrl: node.url,
			StreamEndNotifyUrl: node.url,
			CallbackKey: node.staticData.callbackKey,
		});
		await node.deactivate();
		expect(tencent.account.templates.size).toBe(0);
		expect(tencent.account.rules.size).toBe(0);
		expect(Object.keys(node.staticData)).toEqual(['callbackKey']);
	});
});
