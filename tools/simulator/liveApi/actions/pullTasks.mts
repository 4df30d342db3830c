import { BLANK, type PullTask } from '../../account/pullTask.mts';
import { utcSecond } from '../../account/utcSecond.mts';
import { answer, refuse, type Answer } from '../refusal.mts';
import type { Handler, HandlerContext, Handlers } from '../handler.mts';
import { page, pageNumbers } from './page.mts';
import { pullTaskProblem } from './pullTaskProblem.mts';
import { isPulling, progressOf, statusOf } from './pullTaskStatus.mts';

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
