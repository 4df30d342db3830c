import { ACTION, OPERATION } from '../../tools/codegen/madeUpAction.mts';
import { event, payload, schema } from '../../tools/codegen/madeUpEvent.mts';
import type { Doing, Writing } from './steps.mts';

const json =
	(content: unknown): Writing =>
	() =>
		`${JSON.stringify(content, null, '\t')}\n`;

/** Changes a JSON file that is there. */
const changed =
	<T,>(change: (content: T) => unknown): Writing =>
	(before) =>
		json(change(JSON.parse(before!) as T))(before);

type Words = { events: object; operations: object; fields: object; choices: object };
type Operations = { operations: object[] };

const toldInChangelog =
	(sentence: string): Writing =>
	(before) =>
		before!.replace('### Added\n', `### Added\n\n- ${sentence}`);

/** What somebody writes who adds the made-up event `viewersCounted`. */
export const EVENT_WRITINGS: Record<string, Writing> = {
	'catalogue/events/viewersCounted/event.json': json(event),
	'catalogue/events/viewersCounted/schema.json': json(schema),
	'catalogue/events/viewersCounted/examples/made-up.json': json(payload),
	'catalogue/zh-CN.json': changed<Words>((words) => ({
		...words,
		events: { ...words.events, viewersCounted: ['观众统计', '统计了直播流的观众数'] },
	})),
	'CHANGELOG.md': toldInChangelog('The trigger knows when viewers were counted.'),
};

/** What somebody writes who adds the made-up action `DescribeViewerList` as `stream: getViewers`. */
export const OPERATION_WRITINGS: Record<string, Writing> = {
	'catalogue/actions/DescribeViewerList.json': json(ACTION),
	'catalogue/operations/stream.json': changed<Operations>((stream) => ({
		...stream,
		operations: [...stream.operations, OPERATION],
	})),
	'catalogue/zh-CN.json': changed<Words>((words) => ({
		...words,
		operations: { ...words.operations, 'stream: getViewers': '查询谁在观看' },
		fields: { ...words.fields, Country: '国家', 'Least Minutes': '最少分钟数' },
		choices: { ...words.choices, 'Get Viewers': '查询观众', Germany: '德国', Singapore: '新加坡' },
	})),
	'tools/simulator/liveApi/actions/viewers.mts':
		() => `import { answer, type Handlers } from '../handler.mts';

const VIEWERS: Record<string, number> = { de: 49, sg: 65 };

export const viewers: Handlers = {
	DescribeViewerList: ({ Country }) =>
		answer({ ViewerList: [{ ViewerId: VIEWERS[Country as string] }], TotalNum: 1 }),
};
`,
	'tools/simulator/liveApi/actions/index.mts': (before) =>
		before!
			.replace('\n/**', "import { viewers } from './viewers.mts';\n\n/**")
			.replace('...pullTasks,', '...pullTasks,\n\t...viewers,'),
	'test/contract/action/operations/getViewers.test.mts':
		() => `import { openAccount } from './account.mts';

test('asks for the viewers of a country and gives an item for each', async () => {
	const account = await openAccount();
	const parameters = { domainName: 'push.example.com', returnAll: true, filters: { country: 'sg' } };

	const items = await account.run('stream: getViewers', parameters, { site: 'china' });

	expect(items).toEqual([{ viewerId: 65 }]);
	expect(account.calls()).toEqual([
		[
			'DescribeViewerList',
			{ DomainName: 'push.example.com', Country: 'sg', PageNum: 1, PageSize: 200 },
		],
	]);
	await account.simulator.close();
});
`,
	'test/unit/TencentLvb/properties.test.mts': (before) =>
		before!.replace('getState unban', 'getState getViewers unban'),
	'CHANGELOG.md': toldInChangelog('The action node can tell who watches a stream.'),
};

/** Not a step: shows that the event comes out of the built trigger, signed and typed. */
export const DRIVE_EVENT: [Doing[], Record<string, Writing>] = [
	[
		{ kind: 'file', text: 'test/contract/trigger/viewersCounted.test.mts' },
		{ kind: 'command', text: 'npm run test:contract -- viewersCounted' },
	],
	{
		'test/contract/trigger/viewersCounted.test.mts':
			() => `import { callback, createBench, KEY } from '../harness/index.mts';

test('a made-up event starts a workflow as typed data', async () => {
	const bench = createBench('tencentLvbTrigger', {
		parameters: { registration: 'manual', events: ['viewersCounted'] },
		credentials: { tencentLvbCallbackApi: { callbackKey: KEY } },
	});

	const { status, items } = await bench.deliver({ body: callback('viewersCounted') });

	expect(status).toBe(200);
	expect(items).toMatchObject([
		{
			json: {
				event: 'viewersCounted',
				summary: '17 viewers watched room-42',
				viewers: { count: 17 },
				validation: { ok: true },
			},
		},
	]);
});
`,
	},
];
