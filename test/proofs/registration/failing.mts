import { explore, GUESSES } from './explore.mts';
import { ALL_SCENES, writePath } from './path.mts';

type Setting = Parameters<typeof explore>[0];

/** All that nobody knows about Tencent the one way, and the other. */
const OPPOSITES = [GUESSES[0], GUESSES.at(-1)!];

/** The one or the other by turns from scene to scene; `isOther` swaps them. */
export function guessesFor(scene: Setting['scene'], { isOther = false } = {}): Setting['guesses'] {
	return OPPOSITES[(ALL_SCENES.indexOf(scene) + Number(isOther)) % 2];
}

/** The failing paths of a scene with at most so many faults, in the form that can be replayed. */
export async function failing(setting: Setting, most: number): Promise<string[]> {
	const { failures } = await explore(setting, most);
	return failures.map(
		(failure) => `${writePath(setting, failure)}: ${failure.problems.join('; ')}`,
	);
}
