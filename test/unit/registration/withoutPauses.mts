import { jest } from '@jest/globals';
import { createRequire } from 'node:module';
import type * as Registration from '../../../nodes/TencentLvbTrigger/registration/index.ts';

const require = createRequire(import.meta.url);

/** How long each pause would have been, in ms; tests empty it themselves. */
export const pauses: number[] = [];

jest.mock('n8n-workflow', () => ({
	...jest.requireActual<object>('n8n-workflow'),
	sleep: async (ms: number) => void pauses.push(ms),
}));

/** The node's functions, with n8n's `sleep` replaced. */
export const registration =
	require('../../../nodes/TencentLvbTrigger/registration/index.ts') as typeof Registration;

/** One beat of a node's heart, by `workflow id:node id`. */
export const { beat } = require('../../../nodes/TencentLvbTrigger/registration/heartbeat.ts') as {
	beat: (key: string) => Promise<void>;
};
