import { readFileSync } from 'node:fs';
import type { IDataObject } from 'n8n-workflow';
import type { SimulatorOptions } from '../../../../tools/simulator/options.mts';
import { writeNote } from '../../../../nodes/callbackTemplate/ownership.ts';
import { openAccount, utc, type OpenAccount } from './account.mts';

const A_URL = 'https://n8n.example.com/webhook/live';
const KEY = 'Wombat42';
/** What a trigger of this package names and notes; a template of ours. */
const OUR_NAME = 'n8n-0123456789-0123456789ab';
const STATUS_URL = 'https://n8n.example.com/webhook/1f2e/tencent-lvb';
const NOTE = writeNote({ previousTemplateIds: ['77'], recordingStatusUrl: STATUS_URL });

type Field = {
	name: string;
	type: string;
	required?: boolean;
	fields?: Field[];
	constraints?: { values?: unknown[] | Record<string, string>; min?: number; max?: number };
};
const parametersOf = (action: string): Field[] => {
	const path = new URL(`../../../../catalogue/actions/${action}.json`, import.meta.url);
	return (JSON.parse(readFileSync(path, 'utf8')) as { request: Field[] }).request;
};

/** Another value than any that is there, as Tencent takes it. */
function another({ name, type, fields, constraints }: Field): unknown {
	if (name === 'StartTime') return utc(30);
	if (name === 'EndTime') return utc(500);
	if (name === 'SourceUrls') return ['https://changed.example.com/1.mp4'];
	if (/Url$/.test(name))
		return name.includes('To') ? 'rtmp://b.example.com/live/x' : 'https://changed.example.com/x';
	if (name === 'WatermarkList')
		return [
			{
				PictureUrl: 'https://c.example.com/p.png',
				XPosition: 1,
				YPosition: 2,
				Width: 3,
				Height: 4,
				Location: 1,
			},
		];
	if (name === 'CallbackKey') return 'Changed7';
	if (name === 'Enable') return 0;
	if (name === 'VodLoopTimes') return 9;
	const { values, min = 0, max } = constraints ?? {};
	if (type === 'array<string>') return (values as string[]).slice(2);
	if (Array.isArray(values)) return values[1];
	if (values) return type === 'integer' ? Number(Object.keys(values)[0]) : Object.keys(values)[0];
	if (type === 'boolean') return true;
	if (type === 'integer') return Math.min(min + 300, max ?? 300);
	expect(fields).toBeUndefined();
	return `changed-${name}`;
}

const camel = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);
const camelKeys = (value: unknown): unknown => {
	if (Array.isArray(value)) return { entries: value.map((entry) => camelled(entry as object)) };
	return value;
};
const camelled = (value: object) =>
	Object.fromEntries(Object.entries(value).map(([name, entry]) => [camel(name), entry]));

/** A thing of the account, how it is seeded and read, and what its update takes. */
interface Thing {
	operation: string;
	action: string;
	/** Required parameters that are no settings, and what is no setting in the first place. */
	fixed: IDataObject;
	notSettings: string[];
	seed(account: OpenAccount): { id: string; state(): Record<string, unknown> };
}

const FORMAT = (n: number) => ({
	RecordInterval: 1800 + n,
	StorageTime: 1000 + n,
	Enable: 1,
	VodSubAppId: 9007199254740993n,
	VodFileName: `file-${n}`,
	Procedure: `flow-${n}`,
	StorageMode: 'normal',
	ClassId: n,
	CosBucketName: `bucket-${n}`,
	CosBucketRegion: 'ap-guangzhou',
	CosBucketPath: `/path-${n}`,
});

const SNAPSHOT_PLACE = {
	CosAppId: 1250000000,
	CosBucket: 'screenshots',
	CosRegion: 'ap-singapore',
};

const THINGS: Record<string, Thing> = {
	'callback template': {
		operation: 'callbackTemplate: update',
		action: 'ModifyLiveCallbackTemplate',
		fixed: {},
		// No Describe returns it, and only in a template of ours is it noted.
		notSettings: ['RecordStatusNotifyUrl'],
		seed: ({ simulator: { account } }) => {
			const urls = parametersOf('ModifyLiveCallbackTemplate')
				.filter(({ name }) => /Url$/.test(name) && name !== 'RecordStatusNotifyUrl')
				.map(({ name }) => [name, `${A_URL}/${name}`]);
			const template = account.addTemplate({
				...Object.fromEntries(urls),
				TemplateName: 'night-shows',
				Description: 'owned_by_a',
				CallbackKey: KEY,
				RecordExceptionLevels: ['error', 'warning'],
			});
			const id = template.TemplateId;
			return { id, state: () => ({ ...account.templates.get(id)! }) };
		},
	},
	'recording template': {
		operation: 'recordingTemplate: update',
		action: 'ModifyLiveRecordTemplate',
		fixed: {},
		notSettings: [],
		seed: ({ simulator: { account } }) => {
			const { TemplateId: id } = account.recording.add({
				TemplateName: 'shows',
				Description: 'kept',
				FlvParam: FORMAT(1),
				HlsParam: FORMAT(2),
				Mp4Param: FORMAT(3),
				AacParam: FORMAT(4),
				Mp3Param: FORMAT(5),
				HlsSpecialParam: { FlowContinueDuration: 600 },
				FlvSpecialParam: { UploadInRecording: true },
				RemoveWatermark: true,
				CosStore: 1,
			} as never);
			return { id, state: () => ({ ...account.recording.templates.get(id)! }) };
		},
	},
	'screenshot template': {
		operation: 'snapshotTemplate: update',
		action: 'ModifyLiveSnapshotTemplate',
		fixed: camelled(SNAPSHOT_PLACE) as IDataObject,
		notSettings: Object.keys(SNAPSHOT_PLACE),
		seed: ({ simulator: { account } }) => {
			const { TemplateId: id } = account.snapshots.add({
				...SNAPSHOT_PLACE,
				TemplateName: 'shots',
				Description: 'kept',
				SnapshotInterval: 20,
				Width: 640,
				Height: 360,
				PornFlag: 1,
				CosPrefix: 'live',
				CosFileName: '{StreamID}.jpg',
			});
			return { id, state: () => ({ ...account.snapshots.templates.get(id)! }) };
		},
	},
	'pull task': {
		operation: 'pullTask: update',
		action: 'ModifyLivePullStreamTask',
		fixed: { operator: 'n8n' },
		notSettings: ['Operator', 'SpecifyTaskId', 'ToUrl', 'BackupVodUrl', 'FileIndex', 'OffsetTime'],
		seed: ({ simulator: { account } }) => {
			account.seed.pullTasks(1, () => ({
				SourceType: 'PullVodPushLive',
				SourceUrls: ['https://a.example.com/1.mp4', 'https://a.example.com/2.mp4'],
				VodLoopTimes: 3,
				VodRefreshType: 'ContinueBreakPoint',
				CallbackUrl: A_URL,
				CallbackEvents: ['TaskStart'],
				Comment: 'Evening',
				BackupToUrl: 'rtmp://spare.example.com/live/room-42',
				BackupSourceType: 'PullLivePushLive',
				BackupSourceUrl: 'rtmp://source.example.com/live/spare',
				WatermarkList: [
					{ PictureUrl: A_URL, XPosition: 0, YPosition: 0, Width: 10, Height: 10, Location: 0 },
				],
				VodLocalMode: 1,
				Status: 'pause',
			}));
			const [id] = [...account.pullTasks.keys()].slice(-1);
			const state = () => {
				const { updatedAt: _u, UpdateBy: _b, ...task } = account.pullTasks.get(id)!;
				return task as unknown as Record<string, unknown>;
			};
			return { id, state };
		},
	},
};

const GUESSES: Array<SimulatorOptions['guesses']> = [
	{ omittedFieldOnModify: 'cleared' },
	{ omittedFieldOnModify: 'kept' },
	{ omittedFieldOnModify: 'cleared', warningInDescribe: 'alarm' },
];

/** Every single thing that can be changed: the parameter, and the member of it where it has some. */
const changesOf = ({
	action,
	notSettings,
}: Thing): Array<readonly [group: string | undefined, field: Field]> =>
	parametersOf(action)
		.filter(({ name }) => !/^T\w+Id$/.test(name) && !notSettings.includes(name))
		.flatMap(
			(parameter): Array<readonly [string | undefined, Field]> =>
				parameter.type === 'object'
					? parameter.fields!.map((member) => [parameter.name, member])
					: [[undefined, parameter]],
		);

let account: OpenAccount;
afterEach(async () => await account.simulator.close());

const idName = ({ operation }: Thing) =>
	operation.startsWith('pullTask') ? 'taskId' : 'templateId';

describe.each(GUESSES)('Where Tencent does with fields what %j says, an update', (guesses) => {
	test.each(Object.entries(THINGS))(
		'of a %s changes the one setting that was entered and nothing else',
		async (_, thing) => {
			account = await openAccount({ guesses });
			for (const [group, field] of changesOf(thing)) {
				const { id, state } = thing.seed(account);
				const before = structuredClone(state());
				const value = another(field);
				const entered = { [camel(field.name)]: camelKeys(value) };
				if (field.type === 'array<string>') entered[camel(field.name)] = value;
				const updateFields = (group ? { [camel(group)]: entered } : entered) as IDataObject;
				const parameters = { [idName(thing)]: id, ...thing.fixed, updateFields };
				await account.run(thing.operation, parameters, { site: 'china' });
				const changed = group
					? { [group]: { ...(before[group] as object), [field.name]: value } }
					: { [field.name]: value };
				expect(state()).toEqual({ ...before, ...changed });
			}
		},
	);
});

describe('An update', () => {
	const guesses = { omittedFieldOnModify: 'cleared', warningInDescribe: 'alarm' } as const;

	test('of a template of ours keeps the address that only its note holds, and the note', async () => {
		account = await openAccount({ guesses });
		const { account: state } = account.simulator;
		const { TemplateId } = state.addTemplate({
			TemplateName: OUR_NAME,
			Description: NOTE,
			StreamBeginNotifyUrl: A_URL,
			RecordStatusNotifyUrl: STATUS_URL,
			CallbackKey: KEY,
		});
		const update = async (updateFields: IDataObject) =>
			await account.run(
				'callbackTemplate: update',
				{ templateId: TemplateId, updateFields },
				{ site: 'china' },
			);
		await update({ streamEndNotifyUrl: A_URL });
		expect(state.templates.get(TemplateId)).toMatchObject({
			Description: NOTE,
			RecordStatusNotifyUrl: STATUS_URL,
			StreamEndNotifyUrl: A_URL,
		});
		// What is entered is noted, so that the next update finds it.
		await update({ recordStatusNotifyUrl: `${STATUS_URL}?also=2` });
		await update({ streamEndNotifyUrl: '' });
		expect(state.templates.get(TemplateId)).toMatchObject({
			Description: writeNote({
				previousTemplateIds: ['77'],
				recordingStatusUrl: `${STATUS_URL}?also=2`,
			}),
			RecordStatusNotifyUrl: `${STATUS_URL}?also=2`,
			StreamEndNotifyUrl: '',
		});
		await expect(update({ description: 'mine' })).rejects.toMatchObject({
			message: expect.stringContaining("'Description'"),
			description: expect.stringMatching(/^[A-Z]/),
		});
		await update({ recordStatusNotifyUrl: '' });
		expect(state.templates.get(TemplateId)).toMatchObject({
			Description: writeNote({ previousTemplateIds: ['77'] }),
			RecordStatusNotifyUrl: '',
		});
	});

	test("of somebody else's template does not take its description for a note", async () => {
		account = await openAccount({ guesses });
		const { account: state } = account.simulator;
		const { TemplateId } = state.addTemplate({ TemplateName: 'mine', Description: NOTE });
		await account.run(
			'callbackTemplate: update',
			{ templateId: TemplateId, updateFields: { streamEndNotifyUrl: A_URL } },
			{ site: 'china' },
		);
		const [, [, body]] = account.calls();
		expect(body).not.toHaveProperty('RecordStatusNotifyUrl');
	});

	test('on the international site gives back what only its Describe knows', async () => {
		account = await openAccount({ guesses, site: 'international' });
		const { account: state } = account.simulator;
		const { TemplateId } = state.addTemplate({
			TemplateName: 'mine',
			StreamBeginNotifyUrl: A_URL,
			AudioAuditNotifyUrl: A_URL,
		});
		const parameters = { templateId: TemplateId, updateFields: { streamEndNotifyUrl: A_URL } };
		await account.run('callbackTemplate: update', parameters);
		expect(state.templates.get(TemplateId)).toMatchObject({ AudioAuditNotifyUrl: A_URL });
	});

	test('takes the severities as Describe spells them', async () => {
		account = await openAccount({ guesses });
		const { TemplateId } = account.simulator.account.addTemplate({ TemplateName: 'mine' });
		const parameters = {
			templateId: TemplateId,
			updateFields: { recordExceptionLevels: ['alarm', 'warning', 'info'] },
		};
		await account.run('callbackTemplate: update', parameters, { site: 'china' });
		const body = account.calls().pop()![1];
		expect(body).toMatchObject({ RecordExceptionLevels: ['warning', 'info'] });
	});

	test('leaves out a length that is not set where the format is off', async () => {
		account = await openAccount({ guesses });
		const { recording } = account.simulator.account;
		const { TemplateId } = recording.add({
			Mp4Param: { ...FORMAT(1), RecordInterval: 0, Enable: 0 },
		} as never);
		const parameters = { templateId: TemplateId, updateFields: { description: 'x' } };
		await account.run('recordingTemplate: update', parameters, { site: 'china' });
		expect(recording.templates.get(TemplateId)).toMatchObject({ Description: 'x' });
	});

	test.each(Object.entries(THINGS))(
		'of a %s that is not there says so and changes nothing',
		async (_, thing) => {
			account = await openAccount({ guesses });
			const parameters = { [idName(thing)]: '999999', ...thing.fixed, updateFields: {} };
			await expect(account.run(thing.operation, parameters)).rejects.toMatchObject({
				message: expect.stringMatching(/./),
				description: expect.stringMatching(/RequestId/),
			});
			expect(account.calls().filter(([action]) => /^Modify/.test(String(action)))).toEqual([]);
		},
	);
});

describe('Two items', () => {
	test.each(Object.entries(THINGS))('that change one %s keep both changes', async (_, thing) => {
		account = await openAccount({ guesses: { omittedFieldOnModify: 'cleared' }, latencyMs: 5 });
		const { id, state } = thing.seed(account);
		const before = structuredClone(state());
		const changes = changesOf(thing)
			.filter(([group]) => group === undefined)
			.map(([, field]) => [field.name, another(field)] as const)
			.filter(([, value]) => typeof value === 'string');
		expect(changes.length).toBeGreaterThan(1);
		const items = changes.map(([name, value]) => ({ [camel(name)]: value }));
		// An item without the field has nothing to change there.
		const updateFields = Object.fromEntries(
			changes.map(([name]) => [camel(name), `={{ $json.${camel(name)} }}`]),
		);
		const parameters = { [idName(thing)]: id, ...thing.fixed, updateFields };
		await account.run(thing.operation, parameters, { site: 'china', items: items as never });
		expect(state()).toEqual({ ...before, ...Object.fromEntries(changes) });
	});

	test('that do the same to one stream are done in their order', async () => {
		account = await openAccount({ latencyMs: 5 });
		// The first one has to wait, and would come last.
		account.simulator.faults.next('ForbidLiveStream', { kind: 'rateLimited' });
		const items = Array.from({ length: 8 }, (_, n) => ({ n }));
		const parameters = {
			...{ domainName: 'push.example.com', appName: 'live', streamName: 'room-42' },
			additionalFields: { reason: '=reason-{{ $json.n }}' },
		};
		await account.run('stream: ban', parameters, { items });
		const reasons = account.calls().map(([, body]) => (body as { Reason: string }).Reason);
		expect(reasons).toEqual(['reason-0', ...items.map(({ n }) => `reason-${n}`)]);
	});

	test('go on where the one before was refused', async () => {
		account = await openAccount();
		const { TemplateId } = account.simulator.account.addTemplate({ TemplateName: 'mine' });
		const items = [{ name: 'a b' }, { name: 'fine' }];
		const parameters = {
			templateId: TemplateId,
			updateFields: { templateName: '={{ $json.name }}' },
		};
		const output = await account.run('callbackTemplate: update', parameters, {
			items,
			node: { continueOnFail: true },
		});
		expect(output).toMatchObject([{ error: expect.any(String) }, { success: true }]);
	});
});
