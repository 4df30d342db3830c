import { sessionNumber } from './streamState.mts';

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
