import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { checkout, type Checkout, readSteps } from './stranger/steps.mts';
import { DRIVE_EVENT, EVENT_WRITINGS, OPERATION_WRITINGS } from './stranger/writings.mts';

const STEPS_MS = 900_000;

// CONTRIBUTING.md is read, not repeated here: its files are written and its commands are run.
describe('somebody who follows CONTRIBUTING.md to the letter', () => {
	let copy: Checkout;
	beforeAll(() => void (copy = checkout()));
	afterAll(() => copy.remove());
	const read = (path: string) => readFileSync(join(copy.root, path), 'utf8');

	it(
		'adds an event that the built trigger decodes',
		async () => {
			const steps = readSteps('Add an event', { event: 'viewersCounted', variant: 'made-up' });
			expect(steps.filter(({ kind }) => kind === 'command').length).toBeGreaterThan(2);

			await copy.follow(steps, EVENT_WRITINGS);

			expect(read('docs/events.md')).toContain('| Viewers Counted | `viewersCounted` |');
			expect(read('docs/zh-CN-reference.md')).toContain('观众统计');
			await copy.follow(...DRIVE_EVENT);
		},
		STEPS_MS,
	);

	it(
		'adds an operation that the built node carries out',
		async () => {
			const steps = readSteps('Add an operation', {
				...{ Action: 'DescribeViewerList', resource: 'stream', operation: 'getViewers' },
				family: 'viewers',
			});
			expect(steps.filter(({ kind }) => kind === 'command').length).toBeGreaterThan(2);

			await copy.follow(steps, OPERATION_WRITINGS);

			expect(read('docs/operations.md')).toContain(
				'| `stream: getViewers` | `DescribeViewerList` |',
			);
			expect(read('docs/zh-CN-reference.md')).toContain('查询谁在观看');
		},
		STEPS_MS,
	);
});
