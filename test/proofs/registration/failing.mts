import { explore } from './explore.mts';
import { writePath } from './path.mts';

/** The failing paths of a scene with at most so many faults, in the form that can be replayed. */
export async function failing(
	setting: Parameters<typeof explore>[0],
	most: number,
): Promise<string[]> {
	const { failures } = await explore(setting, most);
	return failures.map(
		(failure) => `${writePath(setting, failure)}: ${failure.problems.join('; ')}`,
	);
}
