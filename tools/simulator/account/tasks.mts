import { type Account, type Place, placeKey, type Stream } from './account.mts';

/** A relay task: pulls a source and pushes it to a live address. Times as the API writes them, UTC. */
export interface PullTask {
	TaskId: string;
	SourceType: string;
	SourceUrls: string[];
	DomainName: string;
	AppName: string;
	StreamName: string;
	PushArgs: string;
	StartTime: string;
	EndTime: string;
	VodLoopTimes: number;
	VodRefreshType: string;
	CallbackUrl: string;
	CallbackEvents: string[];
	Comment: string;
	ToUrl: string;
	BackupToUrl: string;
	BackupSourceType: string;
	BackupSourceUrl: string;
	/** Filler file; no Describe action returns it. */
	BackupVodUrl: string;
	WatermarkList: Record<string, unknown>[];
	VodLocalMode: number;
	RecordTemplateId: string;
	TranscodeTemplateName: string;
	FileIndex: number;
	/** Seconds within the file. */
	OffsetTime: number;
	Status: 'enable' | 'pause';
	CreateBy: string;
	UpdateBy: string;
	/** ms */
	createdAt: number;
	/** ms */
	updatedAt: number;
	/** ms, 0 if never */
	restartedAt: number;
}

/** The relay tasks of an account by their numbers, last changed first when listed. */
export class PullTasks extends Map<string, PullTask> {
	add(fields: Partial<PullTask> & Pick<PullTask, 'StartTime' | 'EndTime'>, now: number): PullTask {
		const task: PullTask = {
			...BLANK,
			TaskId: sessionNumber(),
			createdAt: now,
			updatedAt: now,
			...fields,
		};
		this.set(task.TaskId, task);
		return task;
	}

	/** Puts the task at the end of the map, which is the front of the list. */
	touch(task: PullTask): void {
		this.delete(task.TaskId);
		this.set(task.TaskId, task);
	}

	lastChangedFirst(): PullTask[] {
		return [...this.values()].reverse();
	}
}

/** What a task holds where nothing was given. */
export const BLANK = {
	SourceType: 'PullLivePushLive',
	SourceUrls: ['rtmp://source.example.com/live/source'],
	DomainName: '',
	AppName: '',
	StreamName: '',
	PushArgs: '',
	VodLoopTimes: -1,
	VodRefreshType: 'ImmediateNewSource',
	CallbackUrl: '',
	CallbackEvents: [],
	Comment: '',
	ToUrl: '',
	BackupToUrl: '',
	BackupSourceType: '',
	BackupSourceUrl: '',
	BackupVodUrl: '',
	WatermarkList: [],
	VodLocalMode: 0,
	RecordTemplateId: '',
	TranscodeTemplateName: '',
	FileIndex: 1,
	OffsetTime: 0,
	Status: 'enable' as const,
	CreateBy: 'console',
	UpdateBy: 'console',
	restartedAt: 0,
};

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

/** A push that has ended, kept small: an account may have a hundred thousand of them. */
export interface PastPush extends Place {
	/** ms */
	startedAt: number;
	/** ms */
	endedAt: number;
	stopReason: string;
	clientIp: string;
	/** `width*height` */
	resolution: string;
	/** Whether the push never came about. */
	failed: boolean;
}

/** Ended pushes in the order of their ends. */
export class PushHistory {
	readonly pushes: PastPush[] = [];

	add(push: PastPush): void {
		if (push.endedAt >= (this.pushes.at(-1)?.endedAt ?? 0)) this.pushes.push(push);
		else this.pushes.splice(this.firstFrom(push.endedAt + 1), 0, push);
	}

	/** The pushes that ended from `from` to `to` (ms, both included), oldest first. */
	between(from: number, to: number): PastPush[] {
		return this.pushes.slice(this.firstFrom(from), this.firstFrom(to + 1));
	}

	/** Index of the first push that ended at `instant` or later. */
	private firstFrom(instant: number): number {
		let low = 0;
		let high = this.pushes.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (this.pushes[middle].endedAt < instant) low = middle + 1;
			else high = middle;
		}
		return low;
	}
}

/** A push begins: the stream is live and gets a new session number. */
export function openStream(account: Account, place: Place, now: number /* ms */): Stream {
	const { domain, appName, streamName } = place;
	const sequence = sessionNumber();
	const stream = { domain, appName, streamName, active: true, sequence, publishedAt: now };
	account.streams.set(placeKey(place), stream);
	return stream;
}

/** Address and picture of every simulated encoder. */
const ENCODER = { clientIp: '203.0.113.7', resolution: '1280*720' };

/** The push is over and goes into the history; its session number stays for the end event. */
export function endStream(
	account: Account,
	stream: Stream,
	{ now, stopReason }: { now: number /* ms */; stopReason: string },
): void {
	if (!stream.active) return;
	stream.active = false;
	const { domain, appName, streamName, publishedAt: startedAt } = stream;
	account.history.add({
		...{ domain, appName, streamName },
		...ENCODER,
		startedAt,
		endedAt: now,
		stopReason,
		failed: false,
	});
}

/** 19 digits like Tencent's: beyond 2^53, within an int64. */
export function sessionNumber(): string {
	const digits = Array.from({ length: 18 }, () => Math.floor(Math.random() * 10));
	return `${1 + Math.floor(Math.random() * 8)}${digits.join('')}`;
}
