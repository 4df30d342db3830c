import type { Handlers } from '../handler.mts';
import { taskHandlers } from './timedTasks.mts';

const { create, stop, remove, list } = taskHandlers({
	tasks: ({ screenshotTasks }) => screenshotTasks,
});

export const screenshotTasks: Handlers = {
	CreateScreenshotTask: create,
	StopScreenshotTask: stop,
	DeleteScreenshotTask: remove,
	DescribeScreenshotTask: list,
};
