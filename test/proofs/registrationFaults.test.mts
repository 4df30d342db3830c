import { GUESSES } from './registration/explore.mts';
import { failing, guessesFor } from './registration/failing.mts';
import { SCENES } from './registration/scenes/scenes.mts';

describe('whatever befalls a call, or kills n8n after it', () => {
	test.each(SCENES.map((scene) => [scene.name, scene] as const))(
		'a node that finds "%s" is registered in the end, also where Tencent is otherwise than in the unit test',
		async (_name, scene) => {
			const guesses = guessesFor(scene, { isOther: true });
			expect(await failing({ scene, guesses }, 1)).toEqual([]);
		},
	);

	test('twice, it is the same where it finds nothing', async () => {
		const scene = SCENES.find(({ name }) => name === 'nothing there')!;
		expect(await failing({ scene, guesses: GUESSES[0] }, 2)).toEqual([]);
	});
});
