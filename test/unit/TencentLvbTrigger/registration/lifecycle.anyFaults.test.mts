import fc from 'fast-check';
import { wrongIn } from '../../../proofs/registration/life.mts';
import { GUESSES } from '../../../proofs/registration/explore.mts';
import { SCENES, THEIR_BASE } from '../../../proofs/registration/scenes/scenes.mts';
import { endOf, snapshot, stage } from '../../../proofs/registration/stage.mts';
import { MISHAPS, type Tencent } from '../../../proofs/registration/tencent.mts';

const ACTS = ['activate', 'deactivate', 'tick', 'restart', 'lose', 'unbind', 'ofOthers'] as const;

type Act = (typeof ACTS)[number];

const life = fc.record({
	scene: fc.constantFrom(...SCENES),
	guesses: fc.constantFrom(...GUESSES),
	lastUrlOnModify: fc.constantFrom('cleared' as const, 'refused' as const),
	acts: fc.array(fc.constantFrom<Act>(...ACTS), { maxLength: 6 }),
	mishaps: fc.array(fc.tuple(fc.nat(60), fc.constantFrom(...MISHAPS)), { maxLength: 12 }),
});

// Without somebody else's rule there would be nothing to go back to.
function unbindOurs({ rules, templateOf }: Tencent['account']): void {
	const bound = templateOf('push.example.com', 'live');
	const isTheirs = bound?.StreamBeginNotifyUrl.startsWith(THEIR_BASE);
	if (bound?.TemplateName.startsWith('n8n-') && !isTheirs) rules.delete('push.example.com/live');
}

describe('a node and its account', () => {
	test('come to the wanted state from whatever happened before, once calls succeed again', async () => {
		await fc.assert(
			fc.asyncProperty(life, async ({ scene, guesses, lastUrlOnModify, acts, mishaps }) => {
				const staged = await stage(scene, { ...guesses, lastUrlOnModify });
				const { node, others, tencent } = staged;
				// Another n8n's template was there first, and is what there is to go back to.
				const before = scene.hasTheirs ? snapshot(tencent) : staged.before;
				const asFound = endOf(tencent, before);
				const isJoin = scene.options?.existingTemplate === 'join';
				for (const [index, mishap] of mishaps) tencent.fail(index, mishap);
				for (const act of acts) {
					if (act === 'activate') await node.activate();
					if (act === 'deactivate') await node.deactivate();
					if (act === 'tick') await node.tick();
					if (act === 'restart') await node.restart();
					if (act === 'lose') node.staticData = {};
					if (act === 'unbind') unbindOurs(tencent.account);
					if (act === 'ofOthers') for (const other of others) await other.tick();
				}
				tencent.calm();
				await node.deactivate();
				for (const other of others) await other.tick();
				expect((await node.activate()).message).toBeUndefined();
				await node.tick();
				expect(await wrongIn(staged)).toEqual([]);
				await node.deactivate();
				const isStuckJoin = isJoin && guesses.emptyStringOnModify === 'ignored';
				if (!isStuckJoin) expect(endOf(tencent)).toBe(asFound);
			}),
			{ numRuns: 500 },
		);
	});
});
