import { findings, GUESSES, SCENES, snapshot, stage, type Scene, type Stage } from './scenes.mts';
import { MISHAPS } from './tencent.mts';

type Guess = (typeof GUESSES)[number];

const ROWS = SCENES.flatMap((scene) =>
	GUESSES.map((guesses): [string, string, Scene, Guess] => [
		scene.name,
		Object.values(guesses).join(', '),
		scene,
		guesses,
	]),
);

/** A person who sees an activation fail mends the cause and tries again. */
async function activate({ node }: Stage): Promise<void> {
	for (let i = 0; i < 3; i++) if ((await node.activate()).status === 'activated') return;
	throw new Error('was never activated');
}

/** Runs `act` once for each call that it makes and each mishap that the call can meet. */
async function withEachMishap(
	row: { scene: Scene; guesses: Guess; before: (staged: Stage) => Promise<void> },
	act: (staged: Stage, label: string) => Promise<void>,
): Promise<number> {
	let runs = 0;
	for (const mishap of MISHAPS) {
		for (let index = 0; ; index++) {
			const staged = await stage(row.scene, row.guesses);
			await row.before(staged);
			staged.tencent.fail(index, mishap);
			await act(staged, `${mishap} at call ${index}`);
			runs += 1;
			if (staged.tencent.isPending()) break;
			if (index > 40) throw new Error('does not come to an end');
		}
	}
	return runs;
}

const isStuckJoin = (scene: Scene, { emptyStringOnModify }: Guess) =>
	scene.options?.existingTemplate === 'join' && emptyStringOnModify === 'ignored';

describe('whatever befalls one call', () => {
	test.each(ROWS)(
		'of an activation (%s; %s), the node is registered and goes without a trace',
		async (_name, _guess, scene, guesses) => {
			await withEachMishap({ scene, guesses, before: async () => {} }, async (staged, label) => {
				const { node, tencent, before } = staged;
				await activate(staged);
				const isDone = !tencent.isPending();
				if (isDone) await node.tick(2);
				expect([label, findings(staged)]).toEqual([label, []]);
				if (isDone) await node.deactivate();
				if (isDone && !isStuckJoin(scene, guesses)) {
					expect([label, snapshot(tencent)]).toEqual([label, before]);
				}
			});
		},
	);

	test.each(ROWS)(
		'of a deactivation (%s; %s), a second one leaves no trace',
		async (_name, _guess, scene, guesses) => {
			await withEachMishap({ scene, guesses, before: activate }, async (staged, label) => {
				const { node, tencent, before } = staged;
				await node.deactivate();
				const isDone = !tencent.isPending();
				if (isDone) await node.deactivate();
				if (isDone && !isStuckJoin(scene, guesses)) {
					expect([label, snapshot(tencent)]).toEqual([label, before]);
				}
			});
		},
	);

	const breaks: [string, (staged: Stage) => void][] = [
		['rule deleted', ({ tencent }) => void tencent.account.rules.delete('push.example.com/live')],
		[
			'all deleted',
			({ tencent: { account } }) => {
				const bound = account.templateOf('push.example.com', 'live')!;
				account.rules.delete('push.example.com/live');
				if (bound.TemplateName !== 'team-a') account.templates.delete(bound.TemplateId);
			},
		],
		[
			'slot emptied',
			({ tencent }) =>
				void (tencent.account.templateOf('push.example.com', 'live')!.StreamEndNotifyUrl = ''),
		],
	];
	test.each(breaks)('of a repair (%s), the next tick completes it', async (_what, break_) => {
		for (const scene of SCENES.filter(
			({ hasOther, options }) => !hasOther && options?.existingTemplate !== 'join',
		)) {
			const before = async (staged: Stage) => {
				await activate(staged);
				break_(staged);
			};
			await withEachMishap({ scene, guesses: {}, before }, async (staged, label) => {
				await staged.node.tick(3);
				expect([label, findings(staged)]).toEqual([label, []]);
			});
		}
	});

	const passing = MISHAPS.filter((mishap) => mishap !== 'refused');
	test.each(passing)(
		'%s at every call of an activation: the heartbeat makes up for it',
		async (mishap) => {
			for (const scene of SCENES.filter(({ options }) => options?.existingTemplate !== 'replace')) {
				const staged = await stage(scene, {});
				const { node, tencent } = staged;
				const bound = tencent.account.templateOf('push.example.com', 'live');
				const knowsKey = !bound || bound.CallbackKey === node.staticData.callbackKey;
				tencent.always = mishap;
				expect(await node.activate()).toEqual({ status: 'activated' });
				tencent.always = undefined;
				await node.tick(4);
				if (!knowsKey) {
					// A heartbeat can't store a key; the webhook reads it, and the next activation stores it.
					expect([scene.name, findings(staged)]).toEqual([scene.name, ['key not known']]);
					expect(node.warnings.join()).toMatch(/callback key.*activate it again to store/);
					expect(node.failedExecutions).toEqual([]);
					await node.activate('update');
				}
				expect([scene.name, findings(staged)]).toEqual([scene.name, []]);
			}
		},
	);
});
