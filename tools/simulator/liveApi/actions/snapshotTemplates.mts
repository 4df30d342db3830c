import { snapshotTemplateWith, type SnapshotTemplate } from '../../account/snapshotTemplate.mts';
import { ruleHandlers } from './ruleFamily.mts';
import { templateHandlers, type TemplateFamily } from './templateFamily.mts';
import { textProblem } from './templateProblem.mts';

const family: TemplateFamily<SnapshotTemplate> = {
	kind: 'Snapshot',
	shelf: ({ snapshots }) => snapshots,
	problem: textProblem,
	change: snapshotTemplateWith,
};

export const snapshotTemplates = {
	...templateHandlers(family),
	...ruleHandlers({ ...family, oneTemplatePerDomain: true }),
};
