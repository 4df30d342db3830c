import type { Action } from './actions.mts';
import type { Catalogue } from './catalogue.mts';
import { complaintsAboutOperations } from './checkOperations.mts';
import { readWords, type ResourceWords } from './operationWords.mts';
import type { OperationPlace } from './parameters.mts';

/** A resource with its operations, each beside the action that it is. */
export type Resource = { words: ResourceWords; places: OperationPlace[] };

/**
 * Every operation that is an action of the live API.
 * @throws naming everything that does not fit the actions
 */
export async function readOperations(catalogue: Catalogue): Promise<Resource[]> {
	const words = await readWords(catalogue);
	const actions = await readActions(catalogue);
	const complaints = complaintsAboutOperations(words, actions);
	if (complaints.length > 0) throw new Error(complaints.join('\n'));
	return words.resources.map((resource) => ({
		words: resource,
		places: resource.operations.map((operation) => ({
			words,
			resource,
			operation,
			action: actions.get(operation.tencentAction)!,
		})),
	}));
}

/** Every action of `catalogue/actions`, by name. */
export async function readActions({
	entriesOf,
	readJson,
}: Catalogue): Promise<Map<string, Action>> {
	const files = await entriesOf('actions');
	const actions = await Promise.all(files.map((file) => readJson<Action>(`actions/${file}`)));
	return new Map(actions.map((action) => [action.name, action]));
}
