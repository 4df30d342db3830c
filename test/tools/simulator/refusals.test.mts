import { readFileSync } from 'node:fs';
import { readActions } from '../../../tools/simulator/catalogue.mts';
import { type Simulator, startSimulator } from '../../../tools/simulator/simulator.mts';
import { HANDLERS } from '../../../tools/simulator/liveApi/actions/index.mts';
import { exampleCalls, fillAccount, hoursFromNow, secondsFromNow } from './exampleCalls.mts';
import { liveClient, refusalOf } from './liveClient.mts';

const VALUE = 'InvalidParameterValue';
const MISSING = 'MissingParameter';
const UNKNOWN = 'UnknownParameter';
const NOT_FOUND = 'FailedOperation.NotFound';
const NO_SUCH_TASK = 'InvalidParameter.TaskNotExist';

/** What is changed in the call that is granted, and the code that it meets then. */
const REFUSED: [action: string, changes: Record<string, unknown>, code: string][] = [
	['CreateLiveCallbackTemplate', { TemplateName: 'a b' }, VALUE],
	['ModifyLiveCallbackTemplate', { TemplateId: 5 }, NOT_FOUND],
	['DeleteLiveCallbackTemplate', { TemplateId: 1001 }, 'FailedOperation.ConfInUsed'],
	['DescribeLiveCallbackTemplate', { TemplateId: 5 }, NOT_FOUND],
	['DescribeLiveCallbackTemplates', { PageNum: 1 }, UNKNOWN],
	['CreateLiveCallbackRule', { TemplateId: 5 }, 'InvalidParameter.ConfNotFound'],
	['DeleteLiveCallbackRule', { AppName: 'none' }, NOT_FOUND],
	['DescribeLiveCallbackRules', { DomainName: 'a' }, UNKNOWN],
	['DescribeCallbackRecordsList', { StartTime: hoursFromNow(-24 * 15) }, VALUE],
	['DescribeLiveDomains', { PageSize: 101 }, VALUE],
	['DescribeLiveDomain', { DomainName: 'a.example.com' }, 'ResourceNotFound.DomainNotExist'],
	['EnableLiveDomain', { DomainName: 'a.example.com' }, 'ResourceNotFound.DomainNoRecord'],
	['ForbidLiveDomain', { DomainName: 'a.example.com' }, 'ResourceNotFound'],
	[
		'DescribeLivePushAuthKey',
		{ DomainName: 'play.example.com' },
		'ResourceNotFound.PushDomainNoRecord',
	],
	[
		'DescribeLivePlayAuthKey',
		{ DomainName: 'push.example.com' },
		'ResourceNotFound.PlayDomainNoRecord',
	],
	['DescribeLiveStreamOnlineList', { PageSize: 9 }, VALUE],
	['DescribeLiveStreamState', { DomainName: 'a.example.com' }, 'InvalidParameter'],
	['DescribeLiveForbidStreamList', { PageSize: 101 }, VALUE],
	['DescribeLiveDelayInfoList', { PageNum: 1 }, UNKNOWN],
	['DescribeLiveStreamPublishedList', { EndTime: hoursFromNow(1) }, VALUE],
	['DescribeLiveStreamEventList', { StartTime: hoursFromNow(-24 * 63) }, VALUE],
	['DescribeStreamPushInfoList', { StartTime: hoursFromNow(-4) }, VALUE],
	['DescribeStreamPlayInfoList', { AppName: 'live' }, VALUE],
	['DropLiveStream', { StreamName: undefined }, MISSING],
	['ForbidLiveStream', { ResumeTime: hoursFromNow(-1) }, VALUE],
	['ResumeLiveStream', { DomainName: 'a.example.com' }, 'InvalidParameter'],
	['AddDelayLiveStream', { DelayTime: 601 }, VALUE],
	['AddDelayLiveStream', { ExpireTime: hoursFromNow(24 * 8) }, VALUE],
	['ResumeDelayLiveStream', { DomainName: 'a.example.com' }, 'InvalidParameter'],
	['StartLivePadStream', { PushDomainName: 'a.example.com' }, 'InvalidParameter'],
	['StopLivePadStream', { AppName: undefined }, MISSING],
	['DescribeBackupStreamList', { PageNum: 1 }, UNKNOWN],
	['SwitchBackupStream', { UpstreamSequence: '1' }, 'InvalidParameter'],
	['CreateLiveRecordTemplate', { AacParam: { RecordInterval: 7201 } }, VALUE],
	['ModifyLiveRecordTemplate', { TemplateId: 5 }, NOT_FOUND],
	['DeleteLiveRecordTemplate', { TemplateId: 2001 }, 'FailedOperation.ConfInUsed'],
	['DeleteLiveRecordTemplate', { TemplateId: 5 }, 'InternalError.NotFound'],
	['DescribeLiveRecordTemplate', { TemplateId: 5 }, NOT_FOUND],
	['DescribeLiveRecordTemplates', { IsDelayLive: 2 }, VALUE],
	['CreateLiveRecordRule', { StreamName: '' }, 'FailedOperation.RuleAlreadyExist'],
	['DeleteLiveRecordRule', { StreamName: 'none' }, NOT_FOUND],
	['DescribeLiveRecordRules', { DomainName: 'a' }, UNKNOWN],
	['CreateRecordTask', { EndTime: secondsFromNow(-1) }, 'InvalidParameter'],
	['CreateRecordTask', { EndTime: secondsFromNow(25 * 3600) }, 'InvalidParameter'],
	[
		'CreateRecordTask',
		{ StartTime: secondsFromNow(7 * 86_400 - 100), EndTime: secondsFromNow(7 * 86_400 - 50) },
		'InvalidParameter',
	],
	['DescribeRecordTask', { ScrollToken: 'of someone else' }, 'InvalidParameter'],
	['DescribeRecordTask', { StartTime: secondsFromNow(-8 * 86_400) }, 'InvalidParameter'],
	['StopRecordTask', { TaskId: 'none' }, 'InvalidParameter'],
	['DeleteRecordTask', { TaskId: 'none' }, 'InvalidParameter'],
	['CreateLiveSnapshotTemplate', { SnapshotInterval: 301 }, VALUE],
	['ModifyLiveSnapshotTemplate', { TemplateId: 5 }, NOT_FOUND],
	['DeleteLiveSnapshotTemplate', { TemplateId: 3001 }, 'FailedOperation.ConfInUsed'],
	['DescribeLiveSnapshotTemplate', { TemplateId: 5 }, NOT_FOUND],
	['DescribeLiveSnapshotTemplates', { PageNum: 1 }, UNKNOWN],
	['CreateLiveSnapshotRule', { TemplateId: 3002 }, 'FailedOperation.RuleAlreadyExist'],
	['DeleteLiveSnapshotRule', { AppName: 'none' }, NOT_FOUND],
	['DescribeLiveSnapshotRules', { DomainName: 'a' }, UNKNOWN],
	['CreateScreenshotTask', { TemplateId: undefined }, MISSING],
	['DescribeScreenshotTask', { EndTime: secondsFromNow(-8000) }, 'InvalidParameter'],
	['StopScreenshotTask', { TaskId: 'none' }, 'InvalidParameter'],
	['DeleteScreenshotTask', { TaskId: 'none' }, 'InvalidParameter'],
	['DescribeLivePullStreamTasks', { PageSize: 21 }, VALUE],
	['DescribeLivePullStreamTaskStatus', { TaskId: 'none' }, 'ResourceNotFound'],
	['CreateLivePullStreamTask', { SourceUrls: ['nowhere'] }, 'InvalidParameter.InvalidSourceUrl'],
	[
		'CreateLivePullStreamTask',
		{ SourceUrls: ['rtmp://a/', 'rtmp://b/'] },
		'InvalidParameter.InvalidSourceUrl',
	],
	[
		'CreateLivePullStreamTask',
		{ EndTime: hoursFromNow(24 * 31) },
		'InvalidParameter.InvalidTaskTime',
	],
	['CreateLivePullStreamTask', { CallbackUrl: 'ftp://a/' }, 'InvalidParameter.InvalidCallbackUrl'],
	['CreateLivePullStreamTask', { ToUrl: 'https://a/' }, 'InvalidParameter.InvalidToUrl'],
	['ModifyLivePullStreamTask', { TaskId: 'none' }, NO_SUCH_TASK],
	['ModifyLivePullStreamTask', { EndTime: hoursFromNow(-2) }, 'InvalidParameter.InvalidTaskTime'],
	['RestartLivePullStreamTask', { TaskId: 'none' }, NO_SUCH_TASK],
	['DeleteLivePullStreamTask', { TaskId: 'none' }, NO_SUCH_TASK],
];

const actions = readActions();
const refusals = JSON.parse(
	readFileSync(new URL('../../../catalogue/refusals.json', import.meta.url), 'utf8'),
) as { codes: Record<string, { general: boolean }> };

let simulator: Simulator;
beforeAll(async () => {
	simulator = await startSimulator();
	await fillAccount(simulator);
});
afterAll(() => simulator.close());

describe("Tencent's own client is refused", () => {
	test.each(REFUSED)('%s with %j as %s, a documented code', async (action, changes, code) => {
		const body = { ...exampleCalls(simulator)[action], ...changes };
		expect(await refusalOf(liveClient(simulator).request(action, body))).toBe(code);
		const isGeneral = refusals.codes[code].general;
		expect(isGeneral || actions.get(action)?.errors.includes(code)).toBe(true);
	});

	test('each action at least once', () => {
		const refused = new Set(REFUSED.map(([action]) => action));
		expect(Object.keys(HANDLERS).filter((action) => !refused.has(action))).toEqual([]);
	});
});
