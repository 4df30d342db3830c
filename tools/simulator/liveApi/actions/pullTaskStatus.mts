import type { PullTask } from '../../account/pullTask.mts';
import { utcSecond } from '../../account/utcSecond.mts';

/** Length of every simulated source file. */
const FILE_SECONDS = 600;

/** Whether the task is enabled and within its time. */
export function isPulling({ Status, StartTime, EndTime }: PullTask, now: number /* ms */): boolean {
	return Status === 'enable' && Date.parse(StartTime) <= now && now < Date.parse(EndTime);
}

/** How far the task has come: `RecentPullInfo` of the list. */
export function progressOf(task: PullTask, now: number /* ms */) {
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
