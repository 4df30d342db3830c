import { shootActionError, shootActions, shootPickers, shootSearch } from './action.mts';
import { shootCredentials, shootIcons, shootReadme } from './readme.mts';
import type { Studio } from './studio.mts';
import {
	shootActivation,
	shootEvents,
	shootExecutions,
	shootTestEvent,
	shootTrigger,
} from './trigger.mts';

/** The screens by what they show. */
export const groups: Record<string, (studio: Studio) => Promise<void>> = {
	search: shootSearch,
	icons: shootIcons,
	trigger: shootTrigger,
	pickers: shootPickers,
	testEvent: shootTestEvent,
	events: shootEvents,
	activation: shootActivation,
	executions: shootExecutions,
	actions: shootActions,
	actionError: shootActionError,
	readme: shootReadme,
	// Last: it removes the credential of the others.
	credentials: shootCredentials,
};
