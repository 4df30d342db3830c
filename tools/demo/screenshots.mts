// `npm run screenshots [-- --only <group>,... --out <folder>]`: opens what people see of the package
// in a real editor and writes one picture per screen.
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';

import {
	shootActionError,
	shootActions,
	shootLeftovers,
	shootPickers,
	shootSearch,
} from './screens/action.mts';
import { shootCredentials, shootIcons, shootPanels, shootReadme } from './screens/readme.mts';
import { openStudio, type Studio } from './screens/studio.mts';
import {
	shootActivation,
	shootEvents,
	shootExecutions,
	shootTestEvent,
	shootTrigger,
} from './screens/trigger.mts';

/** The screens by what they show. */
export const groups: Record<string, (studio: Studio) => Promise<void>> = {
	search: shootSearch,
	icons: shootIcons,
	panels: shootPanels,
	trigger: shootTrigger,
	pickers: shootPickers,
	testEvent: shootTestEvent,
	events: shootEvents,
	activation: shootActivation,
	executions: shootExecutions,
	actions: shootActions,
	actionError: shootActionError,
	leftovers: shootLeftovers,
	readme: shootReadme,
	// Last: it removes the credential of the others.
	credentials: shootCredentials,
};

const { values } = parseArgs({
	options: {
		out: { type: 'string', default: 'test-results/screenshots' },
		only: { type: 'string', default: Object.keys(groups).join() },
	},
});
const wanted = values.only.split(',');
const unknown = wanted.find((name) => !Object.hasOwn(groups, name));
if (unknown !== undefined) {
	console.error(`There is no group "${unknown}". Groups: ${Object.keys(groups).join(', ')}`);
	process.exit(2);
}

mkdirSync(values.out, { recursive: true });
const studio = await openStudio(values.out);
try {
	for (const name of wanted) {
		console.log(`${name}:`);
		// The other groups are worth looking at all the same.
		await groups[name](studio).catch((error: Error) => {
			console.error(error.stack);
			process.exitCode = 1;
		});
		await studio.tidyUp();
	}
} finally {
	await studio.close();
}
