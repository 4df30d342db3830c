import type { Account } from '../../account/account.mts';
import { isRunning, type TimedTask, type TimedTasks } from '../../account/tasks.mts';
import {
	answer,
	type Answer,
	type Handler,
	type HandlerContext,
	type Handlers,
	refuse,
} from '../handler.mts';
import { foreignDomain, isWanted, scroll } from './paging.mts';

type Body = Record<string, unknown>;

/** One kind of timed task: where its tasks are kept, and what happens when one is stopped. */
interface TaskFamily {
	tasks(account: Account): TimedTasks;
	/** Called with a task that was at work until now. */
	onStop?(task: TimedTask, context: HandlerContext): void;
}

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;
const MAX_OVERLAPPING = 3;

/** The Create, Stop, Delete and Describe actions of a kind of timed task. */
function taskHandlers(family: TaskFamily): Record<'create' | 'stop' | 'remove' | 'list', Handler> {
	const { tasks, onStop } = family;
	return {
		create(body, context) {
			const second = Math.floor(context.now / 1000);
			const { StartTime = second, EndTime, TemplateId = '' } = body as Body & Times;
			const place = body as Pick<TimedTask, 'DomainName' | 'AppName' | 'StreamName'>;
			const problem = timesProblem({ StartTime, EndTime }, { second, ...context });
			if (problem) return refuse('InvalidParameter', problem);
			const refusal = foreignDomain(place.DomainName, context);
			if (refusal) return { ok: false, refusal };
			const overlapping = [...tasks(context.account).values()].filter(
				(task) => isOf(task, place) && overlaps(task, StartTime, EndTime) && task.Stopped === 0,
			);
			if (overlapping.length >= MAX_OVERLAPPING)
				return refuse(
					'LimitExceeded.MaximumRunningTask',
					`The stream has ${MAX_OVERLAPPING} tasks in this time already.`,
				);
			const { DomainName, AppName, StreamName } = place;
			const times = { StartTime, EndTime, TemplateId: String(TemplateId) };
			const { TaskId } = tasks(context.account).add({ DomainName, AppName, StreamName, ...times });
			return answer({ TaskId });
		},
		stop({ TaskId }, context) {
			const task = tasks(context.account).get(String(TaskId));
			if (!task) return notFound(TaskId);
			const second = Math.floor(context.now / 1000);
			const ran = isRunning(task, second);
			if (task.Stopped === 0) task.Stopped = second;
			if (ran) onStop?.(task, context);
			return answer();
		},
		remove({ TaskId }, { account }) {
			return tasks(account).delete(String(TaskId)) ? answer() : notFound(TaskId);
		},
		list(body, context) {
			const { StartTime, EndTime, ScrollToken } = body as Body & Required<Times>;
			const second = Math.floor(context.now / 1000);
			const problem = periodProblem({ StartTime, EndTime }, second);
			if (problem) return refuse('InvalidParameter', problem);
			const { DomainName, AppName, StreamName } = body;
			const filter = { StartTime, EndTime, DomainName, AppName, StreamName };
			const page = scroll(tasks(context.account).values(), {
				isWanted: (task) => isOf(task, filter) && overlaps(task, StartTime, EndTime),
				filter,
				token: ScrollToken,
				size: context.scrollPageSize ?? 100,
			});
			if (!page) return refuse('InvalidParameter', 'The ScrollToken is not one of this query.');
			return answer({ ScrollToken: page.next, TaskList: page.items.map(onTheWire) });
		},
	};
}

interface Times {
	/** Unix seconds */
	StartTime?: number;
	/** Unix seconds */
	EndTime: number;
	ScrollToken?: string;
}

function timesProblem(
	{ StartTime, EndTime }: Required<Pick<Times, 'StartTime' | 'EndTime'>>,
	{ second, site }: { second: number } & Pick<HandlerContext, 'site'>,
): string | undefined {
	if (EndTime <= second || EndTime <= StartTime)
		return 'EndTime must be after now and after StartTime.';
	if (EndTime - StartTime > DAY_SECONDS) return 'A task may last 24 hours at most.';
	if (StartTime > second + 6 * DAY_SECONDS) return 'StartTime must lie within the next 6 days.';
	if (site !== 'international' && EndTime >= second + 7 * DAY_SECONDS)
		return 'EndTime must lie within the next 7 days.';
	return undefined;
}

function periodProblem(
	{ StartTime, EndTime }: Required<Pick<Times, 'StartTime' | 'EndTime'>>,
	second: number,
): string | undefined {
	if (EndTime <= StartTime) return 'EndTime must be after StartTime.';
	if (EndTime - StartTime > 7 * DAY_SECONDS) return 'The period may span 7 days at most.';
	if (StartTime < second - 90 * DAY_SECONDS) return 'StartTime lies more than 90 days back.';
	return undefined;
}

const isOf = ({ DomainName, AppName, StreamName }: TimedTask, filter: Body): boolean =>
	isWanted({ domain: DomainName, appName: AppName, streamName: StreamName }, filter);

const overlaps = (task: TimedTask, from: number, to: number): boolean =>
	task.StartTime < to && from < task.EndTime;

const onTheWire = ({ serial: _internal, ...task }: TimedTask): Body => ({
	...task,
	TemplateId: BigInt(task.TemplateId || 0),
});

const notFound = (id: unknown): Answer =>
	refuse('InvalidParameter', `Task ${String(id)} does not exist.`);

const recording = taskHandlers({
	tasks: ({ recordTasks }) => recordTasks,
	onStop({ TaskId, DomainName: domain, AppName: appName, StreamName: streamName }, context) {
		const live = [...context.account.streams.values()].some(
			(stream) => stream.active && stream.streamName === streamName && stream.domain === domain,
		);
		const set = { task_id: TaskId };
		if (live) context.publish('recordingFile', { domain, appName, streamName, set });
	},
});

/** Stopping a task makes the file, and a file is reported like any other. */
export const recordTasks: Handlers = {
	CreateRecordTask: recording.create,
	StopRecordTask: recording.stop,
	DeleteRecordTask: recording.remove,
	DescribeRecordTask: recording.list,
};

const screenshots = taskHandlers({
	tasks: ({ screenshotTasks }) => screenshotTasks,
});

export const screenshotTasks: Handlers = {
	CreateScreenshotTask: screenshots.create,
	StopScreenshotTask: screenshots.stop,
	DeleteScreenshotTask: screenshots.remove,
	DescribeScreenshotTask: screenshots.list,
};
