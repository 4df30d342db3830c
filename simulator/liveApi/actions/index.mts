import type { Handlers } from '../handler.mts';
import { callbackRules } from './callbackRules.mts';
import { callbackTemplates } from './callbackTemplates.mts';
import { delays } from './delays.mts';
import { domains } from './domains.mts';
import { pushHistory } from './pushHistory.mts';
import { recordTemplates } from './recordTemplates.mts';
import { snapshotTemplates } from './snapshotTemplates.mts';
import { streamControl } from './streamControl.mts';
import { streams } from './streams.mts';

/** Every action that the simulator plays. A new family is one file and one line here. */
export const HANDLERS: Readonly<Handlers> = {
	...callbackTemplates,
	...callbackRules,
	...domains,
	...streams,
	...streamControl,
	...delays,
	...pushHistory,
	...recordTemplates,
	...snapshotTemplates,
};
