import { sessionNumber } from './streamState.mts';

/** A recording or screenshot task: it works on one stream from a start to an end. */
export interface TimedTask {
	TaskId: string;
	DomainName: string;
	AppName: string;
	StreamName: string;
	/** Unix seconds */
	StartTime: number;
	/** Unix seconds */
	EndTime: number;
	/** Empty where none was given. */
	TemplateId: string;
	/** Unix seconds at which it was stopped by API, 0 if never. */
	Stopped: number;
	/** Counts up in the order of creation. */
	serial: number;
}

/** The tasks of one kind by their numbers, oldest first. */
export class TimedTasks extends Map<string, TimedTask> {
	private nextSerial = 1;

	add(fields: Omit<TimedTask, 'TaskId' | 'Stopped' | 'serial'> & Partial<TimedTask>): TimedTask {
		const task = { TaskId: sessionNumber(), Stopped: 0, ...fields, serial: this.nextSerial++ };
		this.set(task.TaskId, task);
		return task;
	}
}

/** Whether the task is at work at the second. */
export function isRunning(task: TimedTask, second: number): boolean {
	return task.Stopped === 0 && task.StartTime <= second && second < task.EndTime;
}
