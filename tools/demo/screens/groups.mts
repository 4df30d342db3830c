import { shootActionError } from './actionError.mts';
import { shootActions } from './actions.mts';
import { shootActivation } from './activation.mts';
import { shootCredentials } from './credentials.mts';
import { shootEvents } from './events.mts';
import { shootExecutions } from './executions.mts';
import { shootIcons } from './icons.mts';
import { shootPickers } from './pickers.mts';
import { shootReadme } from './readme.mts';
import { shootSearch } from './search.mts';
import type { Studio } from './studio.mts';
import { shootTrigger } from './trigger.mts';
import { shootTestEvent } from './testEvent.mts';

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
