import type { Handlers } from '../handler.mts';
import { authKeys } from './authKeys.mts';
import { callbackRecords } from './callbackRecords.mts';
import { callbackRules } from './callbackRules.mts';
import { callbackTemplates } from './callbackTemplates.mts';
import { delays } from './delays.mts';
import { domains } from './domains.mts';
import { pushHistory } from './pushHistory.mts';
import { pullTasks } from './pullTasks.mts';
import { recordTasks } from './recordTasks.mts';
import { recordTemplates } from './recordTemplates.mts';
import { screenshotTasks } from './screenshotTasks.mts';
import { snapshotTemplates } from './snapshotTemplates.mts';
import { streamControl } from './streamControl.mts';
import { streamQuality } from './streamQuality.mts';
import { streams } from './streams.mts';

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
	...pushHistory,
	...streamQuality,
	...recordTemplates,
	...recordTasks,
	...snapshotTemplates,
	...screenshotTasks,
	...pullTasks,
};
