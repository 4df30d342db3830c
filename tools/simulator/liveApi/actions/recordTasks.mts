import type { Handlers } from '../handler.mts';
import { taskHandlers } from './timedTasks.mts';

const { create, stop, remove, list } = taskHandlers({
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
	CreateRecordTask: create,
	StopRecordTask: stop,
	DeleteRecordTask: remove,
	DescribeRecordTask: list,
};
