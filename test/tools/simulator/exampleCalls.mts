import type { Simulator } from '../../../tools/simulator/simulator.mts';

const HOUR = 3_600_000;

export const PUSH = 'push.example.com';
export const PLACE = { DomainName: PUSH, AppName: 'live', StreamName: 'stream-0' };
export const PUSH_PLACE = { PushDomainName: PUSH, AppName: 'live', StreamName: 'stream-0' };
export const OPERATOR = { Operator: 'n8n' };

/** UTC as the live API writes it, so many hours from now. */
export const hoursFromNow = (hours: number): string =>
	`${new Date(Date.now() + hours * HOUR).toISOString().slice(0, 19)}Z`;

export const secondsFromNow = (seconds: number): number => Math.floor(Date.now() / 1000) + seconds;

/** An account in which every list has an entry. */
export async function fillAccount({ account, inbox, publish }: Simulator): Promise<void> {
	const { TemplateId } = account.addTemplate({ StreamBeginNotifyUrl: inbox.url('begin') });
	account.bind(PUSH, 'live', TemplateId);
	account.addTemplate();
	for (const shelf of [account.recording, account.snapshots]) {
		const bound = shelf.add();
		shelf.bind({ DomainName: PUSH, AppName: 'live' }, bound.TemplateId);
		shelf.add();
	}
	account.seed.onlineStreams(2);
	account.seed.backups('stream-0', 2);
	account.seed.pastPushes(3);
	account.seed.recordTasks(1);
	account.seed.screenshotTasks(1);
	account.seed.pullTasks(1);
	const place = { domain: PUSH, appName: 'live', streamName: 'banned' };
	account.bans.ban({ ...place, from: Date.now(), until: Date.now() + HOUR, reason: 'spam' });
	account.delays.set('x', { ...place, seconds: 30, from: Date.now(), until: Date.now() + HOUR });
	await publish('streamBegin', { domain: PUSH, streamName: 'fresh' });
}

const past = (hours: number) => ({ StartTime: hoursFromNow(-hours), EndTime: hoursFromNow(0) });
const cos = { CosAppId: 1250000000, CosBucket: 'shots', CosRegion: 'ap-guangzhou' };
const tasks = { StartTime: secondsFromNow(-7200), EndTime: secondsFromNow(60) };
const source = { SourceType: 'PullLivePushLive', SourceUrls: ['rtmp://source.example.com/live/a'] };

/** A call of each action that the filled account grants. */
export function exampleCalls({ account }: Simulator): Record<string, Record<string, unknown>> {
	const last = (ids: Iterable<string>): number => Number([...ids].at(-1));
	const first = <T,>(ids: Iterable<T>): T => [...ids][0];
	const callback = { TemplateId: last(account.templates.keys()) };
	const recording = { TemplateId: last(account.recording.templates.keys()) };
	const snapshot = { TemplateId: last(account.snapshots.templates.keys()) };
	const pull = { TaskId: first(account.pullTasks.keys()) };
	const recordTask = { TaskId: first(account.recordTasks.keys()) };
	const shot = { TaskId: first(account.screenshotTasks.keys()) };
	const DomainName = PUSH;
	return {
		CreateLiveCallbackTemplate: { TemplateName: 'a', StreamEndNotifyUrl: 'https://a.example.com/' },
		ModifyLiveCallbackTemplate: { ...callback, TemplateName: 'b' },
		DescribeLiveCallbackTemplate: callback,
		DescribeLiveCallbackTemplates: {},
		CreateLiveCallbackRule: { DomainName, AppName: 'other', TemplateId: 1001 },
		DescribeLiveCallbackRules: {},
		DeleteLiveCallbackRule: { DomainName, AppName: 'live' },
		DescribeCallbackRecordsList: {
			...past(1),
			EndTime: hoursFromNow(1),
			StreamName: 'fresh',
			PageNum: 1,
			PageSize: 10,
		},
		DescribeLiveDomains: {},
		DescribeLiveDomain: { DomainName },
		EnableLiveDomain: { DomainName },
		ForbidLiveDomain: { DomainName },
		DescribeLivePushAuthKey: { DomainName },
		DescribeLivePlayAuthKey: { DomainName: 'play.example.com' },
		DescribeLiveStreamOnlineList: {},
		DescribeLiveStreamState: PLACE,
		DescribeLiveForbidStreamList: {},
		DescribeLiveDelayInfoList: {},
		DescribeLiveStreamPublishedList: { DomainName, ...past(25) },
		DescribeLiveStreamEventList: past(25),
		DescribeStreamPushInfoList: { ...past(2), StreamName: 'stream-0' },
		DescribeStreamPlayInfoList: past(2),
		DropLiveStream: PLACE,
		ForbidLiveStream: { ...PLACE, Reason: 'spam' },
		ResumeLiveStream: PLACE,
		AddDelayLiveStream: { ...PLACE, DelayTime: 30 },
		ResumeDelayLiveStream: PLACE,
		StartLivePadStream: PUSH_PLACE,
		StopLivePadStream: { ...PUSH_PLACE, ...OPERATOR },
		DescribeBackupStreamList: {},
		SwitchBackupStream: {
			...PUSH_PLACE,
			UpstreamSequence: account.backups.get('stream-0')?.at(-1)?.sequence ?? '',
		},
		CreateLiveRecordTemplate: { TemplateName: 'a', Mp4Param: { Enable: 1, RecordInterval: 3600 } },
		ModifyLiveRecordTemplate: { ...recording, TemplateName: 'b' },
		DescribeLiveRecordTemplate: recording,
		DescribeLiveRecordTemplates: {},
		CreateLiveRecordRule: { ...PLACE, ...recording },
		DescribeLiveRecordRules: {},
		DeleteLiveRecordRule: PLACE,
		DeleteLiveRecordTemplate: recording,
		CreateRecordTask: { ...PLACE, EndTime: secondsFromNow(600) },
		DescribeRecordTask: tasks,
		StopRecordTask: recordTask,
		DeleteRecordTask: recordTask,
		CreateLiveSnapshotTemplate: { TemplateName: 'a', ...cos },
		ModifyLiveSnapshotTemplate: { ...snapshot, ...cos },
		DescribeLiveSnapshotTemplate: snapshot,
		DescribeLiveSnapshotTemplates: {},
		CreateLiveSnapshotRule: {
			...PLACE,
			TemplateId: Number(first(account.snapshots.templates.keys())),
		},
		DescribeLiveSnapshotRules: {},
		DeleteLiveSnapshotRule: PLACE,
		DeleteLiveSnapshotTemplate: snapshot,
		CreateScreenshotTask: { ...PLACE, EndTime: secondsFromNow(600), ...snapshot },
		DescribeScreenshotTask: tasks,
		StopScreenshotTask: shot,
		DeleteScreenshotTask: shot,
		DescribeLivePullStreamTasks: {},
		DescribeLivePullStreamTaskStatus: pull,
		CreateLivePullStreamTask: {
			...PLACE,
			...source,
			...OPERATOR,
			StartTime: hoursFromNow(0),
			EndTime: hoursFromNow(2),
		},
		ModifyLivePullStreamTask: { ...pull, ...OPERATOR, Comment: 'changed' },
		RestartLivePullStreamTask: { ...pull, ...OPERATOR },
		DeleteLivePullStreamTask: { ...pull, ...OPERATOR },
		DeleteLiveCallbackTemplate: callback,
	};
}
