import { findings } from '../../../proofs/registration/judge.mts';
import { failing, guessesFor } from '../../../proofs/registration/failing.mts';
import { ALL_SCENES, replay } from '../../../proofs/registration/path.mts';
import { SCENES } from '../../../proofs/registration/scenes/scenes.mts';
import { stage } from '../../../proofs/registration/stage.mts';
import { MISHAPS } from '../../../proofs/registration/tencent.mts';

// Each scene one way; `npm run proofs:short` tries the common ones the other way, and
// `npm run test:faults -- registration` every combination.
describe('whatever befalls a call, or kills n8n after it', () => {
	test.each(ALL_SCENES.map((scene) => [scene.name, scene] as const))(
		'a node that finds "%s" is registered in the end, and goes without a trace',
		async (_name, scene) => {
			expect(await failing({ scene, guesses: guessesFor(scene) }, 1)).toEqual([]);
		},
	);

	// Each of these once ended badly.
	test.each([
		[
			'a workflow is bound again by the one that unbound it and can not go on',
			'fewer events, shared | kept,clears,refused | attempt 9:refused 12:refused | leave',
		],
	])('%s', async (_what, path) => {
		expect(await replay(path, () => {})).toEqual([]);
	});
});

describe('an outage during all of an activation', () => {
	const passing = MISHAPS.filter((mishap) => mishap !== 'refused');
	test.each(passing)('(%s) is made up for by the heartbeat', async (mishap) => {
		for (const scene of SCENES.filter(({ options }) => options?.existingTemplate !== 'replace')) {
			const staged = await stage(scene, {});
			const { node, tencent } = staged;
			const bound = tencent.account.templateOf('push.example.com', 'live');
			const isOwn = scene.callbackKey !== undefined;
			const knowsKey = !bound || isOwn || bound.CallbackKey === node.staticData.callbackKey;
			tencent.always = mishap;
			expect(await node.activate()).toEqual({ status: 'activated' });
			tencent.always = undefined;
			await node.tick(4);
			if (!knowsKey) {
				// A heartbeat can't store a key; the webhook reads it, and the next activation stores it.
				expect([scene.name, findings(staged)]).toEqual([scene.name, ['key not known']]);
				expect(node.warnings.join()).toMatch(/callback key.*publish it again to store/);
				expect(node.failedExecutions).toEqual([]);
				await node.activate('update');
			}
			expect([scene.name, findings(staged)]).toEqual([scene.name, []]);
		}
	});
});
