import { utcSecond } from '../../account/account.mts';
import { BLANK, type PullTask } from '../../account/tasks.mts';
import {
	answer,
	type Answer,
	type Handler,
	type HandlerContext,
	type Handlers,
	type Refusal,
	refuse,
} from '../handler.mts';
import { foreignDomain, page, pageNumbers, readTime } from './paging.mts';

type Body = Record<string, unknown>;

/** Tencent raises the number by request. */
const MAX_TASKS = 20;

const create: Handler = (body, context) => {
	const { account, now } = context;
	const { SpecifyTaskId, Operator, VodLoopTimes = '-1', ExtraCmd: _unused, ...fields } = body;
	const wanted = { ...(fields as unknown as Fields), VodLoopTimes: Number(VodLoopTimes) };
	const refusal = pullTaskProblem(wanted, context);
	if (refusal) return { ok: false, refusal };
	if (account.pullTasks.size >= MAX_TASKS)
		return refuse(
			'InvalidParameter.TaskNumMoreThanLimit',
			`The account has ${MAX_TASKS} tasks already.`,
		);
	if (account.pullTasks.has(String(SpecifyTaskId)))
		return refuse('InvalidParameter', `Task ${String(SpecifyTaskId)} exists already.`);
	const by = { CreateBy: String(Operator), UpdateBy: String(Operator) };
	const id = SpecifyTaskId ? { TaskId: String(SpecifyTaskId) } : {};
	return answer({ TaskId: account.pullTasks.add({ ...wanted, ...by, ...id }, now).TaskId });
};

const modify: Handler = (body, context) => {
	const { account, guesses, now } = context;
	const { TaskId, SpecifyTaskId: _id, Operator, ...given } = body;
	const task = find(body, context);
	if (!task) return notFound(TaskId);
	const fields = guesses.omittedFieldOnModify === 'cleared' ? { ...CLEARED, ...given } : given;
	const refusal = pullTaskProblem({ ...task, ...fields }, context);
	if (refusal) return { ok: false, refusal };
	Object.assign(task, fields, { UpdateBy: Operator, updatedAt: now });
	account.pullTasks.touch(task);
	return answer();
};

/** What Modify has a parameter for, as it is where none is given; times can't be empty. */
const CLEARED: Partial<PullTask> = {
	SourceUrls: [],
	StartTime: '',
	EndTime: '',
	VodLoopTimes: BLANK.VodLoopTimes,
	VodRefreshType: BLANK.VodRefreshType,
	Status: BLANK.Status,
	CallbackEvents: BLANK.CallbackEvents,
	CallbackUrl: BLANK.CallbackUrl,
	FileIndex: BLANK.FileIndex,
	OffsetTime: BLANK.OffsetTime,
	ToUrl: BLANK.ToUrl,
	Comment: BLANK.Comment,
	BackupSourceType: BLANK.BackupSourceType,
	BackupSourceUrl: BLANK.BackupSourceUrl,
	WatermarkList: BLANK.WatermarkList,
	VodLocalMode: BLANK.VodLocalMode,
	BackupToUrl: BLANK.BackupToUrl,
	BackupVodUrl: BLANK.BackupVodUrl,
};

const remove: Handler = (body, context) => {
	const task = find(body, context);
	if (!task) return notFound(body.TaskId);
	context.account.pullTasks.delete(task.TaskId);
	return answer();
};

const restart: Handler = (body, context) => {
	const task = find(body, context);
	if (!task) return notFound(body.TaskId);
	if (!isPulling(task, context.now))
		return refuse('FailedOperation', `Task ${task.TaskId} is not running.`);
	task.restartedAt = context.now;
	return answer();
};

const describeAll: Handler = (body, { account, now }) => {
	const { TaskId, SpecifyTaskId } = body as Partial<Record<string, string>>;
	const id = SpecifyTaskId || TaskId;
	const found = account.pullTasks.lastChangedFirst().filter((task) => !id || task.TaskId === id);
	const { items, ...numbers } = page(found, body);
	return answer({
		...pageNumbers(numbers),
		TaskInfos: items.map((task) => onTheWire(task, id ? progressOf(task, now) : NO_PROGRESS)),
		LimitTaskNum: MAX_TASKS,
	});
};

const describeStatus: Handler = (body, context) => {
	const task = find(body, context);
	return task
		? answer({ TaskStatusInfo: statusOf(task, context.now) })
		: refuse('ResourceNotFound', `Task ${String(body.TaskId)} does not exist.`);
};

export const pullTasks: Handlers = {
	CreateLivePullStreamTask: create,
	ModifyLivePullStreamTask: modify,
	DeleteLivePullStreamTask: remove,
	RestartLivePullStreamTask: restart,
	DescribeLivePullStreamTasks: describeAll,
	DescribeLivePullStreamTaskStatus: describeStatus,
};

type Fields = Pick<PullTask, 'SourceType' | 'SourceUrls' | 'StartTime' | 'EndTime'>;

/** The progress is told only when one task is read. */
const NO_PROGRESS = { FileUrl: '', OffsetTime: 0, ReportTime: '', LoopedTimes: 0 };

function find({ TaskId, SpecifyTaskId }: Body, { account }: HandlerContext): PullTask | undefined {
	return account.pullTasks.get(String(SpecifyTaskId || TaskId));
}

function onTheWire(task: PullTask, RecentPullInfo: Body): Body {
	const {
		createdAt,
		updatedAt,
		restartedAt: _r,
		FileIndex: _f,
		OffsetTime: _o,
		ToUrl: _t,
		BackupVodUrl: _b,
		...shown
	} = task;
	return {
		...shown,
		Region: 'ap-guangzhou',
		CreateTime: utcSecond(createdAt),
		UpdateTime: utcSecond(updatedAt),
		CallbackInfo: '',
		ErrorInfo: '',
		RecentPullInfo,
	};
}

const notFound = (id: unknown): Answer =>
	refuse('InvalidParameter.TaskNotExist', `Task ${String(id)} does not exist.`);

const DAY_MS = 86_400_000;

type TaskFields = Pick<PullTask, 'SourceType' | 'SourceUrls' | 'StartTime' | 'EndTime'> &
	Partial<PullTask>;

/** Why Tencent would not take the relay task. */
function pullTaskProblem(task: TaskFields, context: HandlerContext): Refusal | undefined {
	return (
		sourceProblem(task) ??
		timeProblem(task, context) ??
		targetProblem(task, context) ??
		(task.CallbackUrl && !hasScheme(task.CallbackUrl, /^https?:$/)
			? refusal('InvalidCallbackUrl', 'CallbackUrl is not an http or https address.')
			: undefined)
	);
}

function sourceProblem({ SourceType, SourceUrls }: TaskFields): Refusal | undefined {
	const isLive = SourceType === 'PullLivePushLive';
	if (SourceUrls.length === 0 || (isLive && SourceUrls.length > 1))
		return refusal(
			'InvalidSourceUrl',
			isLive ? 'A live source has exactly one address.' : 'A source address is missing.',
		);
	const wrong = SourceUrls.find((url) => !hasScheme(url, /^(https?|rtmps?|rtsp|rtp|srt|webrtc):$/));
	return wrong === undefined
		? undefined
		: refusal('InvalidSourceUrl', `${wrong} is not an address that can be pulled.`);
}

function timeProblem(
	{ StartTime, EndTime }: TaskFields,
	context: HandlerContext,
): Refusal | undefined {
	const { now, site } = context;
	const from = readTime(StartTime);
	const to = readTime(EndTime);
	const maxDays = site === 'international' ? 7 : 30;
	if (from === undefined || to === undefined)
		return refusal('InvalidTaskTime', 'StartTime and EndTime must be UTC times.');
	if (to <= from || to <= now)
		return refusal('InvalidTaskTime', 'EndTime must be after StartTime and after now.');
	return to - from < maxDays * DAY_MS
		? undefined
		: refusal('InvalidTaskTime', `A task must be shorter than ${maxDays} days.`);
}

function targetProblem(task: TaskFields, context: HandlerContext): Refusal | undefined {
	const { ToUrl, DomainName = '', AppName, StreamName } = task;
	if (ToUrl)
		return hasScheme(ToUrl, /^(rtmps?|srt|webrtc):$/)
			? undefined
			: refusal('InvalidToUrl', 'ToUrl is not an address that can be pushed to.');
	if (!AppName || !StreamName)
		return {
			code: 'InvalidParameter',
			message: 'AppName and StreamName, or ToUrl, must be given.',
		};
	return foreignDomain(DomainName, context);
}

const hasScheme = (url: string, schemes: RegExp): boolean =>
	URL.canParse(url) && schemes.test(new URL(url).protocol);

const refusal = (kind: string, message: string): Refusal => ({
	code: `InvalidParameter.${kind}`,
	message,
});

/** Length of every simulated source file. */
const FILE_SECONDS = 600;

/** Whether the task is enabled and within its time. */
function isPulling({ Status, StartTime, EndTime }: PullTask, now: number /* ms */): boolean {
	return Status === 'enable' && Date.parse(StartTime) <= now && now < Date.parse(EndTime);
}

/** How far the task has come: `RecentPullInfo` of the list. */
function progressOf(task: PullTask, now: number /* ms */) {
	const { SourceUrls, SourceType, StartTime, restartedAt } = task;
	const began = Math.max(Date.parse(StartTime), restartedAt);
	const seconds = isPulling(task, now) ? Math.floor((now - began) / 1000) : 0;
	const isLive = SourceType === 'PullLivePushLive';
	const file = isLive ? 0 : Math.floor(seconds / FILE_SECONDS);
	return {
		FileUrl: SourceUrls[file % SourceUrls.length],
		OffsetTime: isLive ? 0 : seconds % FILE_SECONDS,
		ReportTime: utcSecond(now),
		LoopedTimes: isLive ? 0 : Math.floor(file / SourceUrls.length),
	};
}

/** `TaskStatusInfo` of the task. */
export function statusOf(task: PullTask, now: number /* ms */) {
	const { SourceUrls, SourceType } = task;
	const progress = progressOf(task, now);
	const isLive = SourceType === 'PullLivePushLive';
	const next = (SourceUrls.indexOf(progress.FileUrl) + 1) % SourceUrls.length;
	return {
		...progress,
		RunStatus: isPulling(task, now) ? 'active' : 'inactive',
		FileDuration: isLive ? 0 : FILE_SECONDS,
		NextFileUrl: isLive ? '' : SourceUrls[next],
	};
}
