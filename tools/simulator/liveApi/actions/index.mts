import type { Handlers } from '../handler.mts';
import { callbackRecords, callbackRules, callbackTemplates } from './callbacks.mts';
import { authKeys, domains } from './domains.mts';
import { delays, pushHistory } from './history.mts';
import { pullTasks } from './pullTasks.mts';
import { backupStreams, standby } from './standby.mts';
import { streamControl, streamQuality, streams } from './streams.mts';
import { recordTasks, screenshotTasks } from './tasks.mts';
import { recordTemplates, snapshotTemplates } from './templates.mts';

/** Every action that the simulator plays. A new family is one file and one line here. */
export const HANDLERS: Readonly<Handlers> = {
	...callbackTemplates,
	...callbackRules,
	...callbackRecords,
	...domains,
	...authKeys,
	...streams,
	...streamControl,
	...delays,
	...standby,
	...backupStreams,
	...pushHistory,
	...streamQuality,
	...recordTemplates,
	...recordTasks,
	...snapshotTemplates,
	...screenshotTasks,
	...pullTasks,
};
