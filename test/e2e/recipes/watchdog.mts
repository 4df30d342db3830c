import { ruleKey } from '../../../tools/simulator/account/account.mts';
import type { Stage } from '../stage/openStage.mts';
import { importRecipe } from './importRecipe.mts';

const EVERY_SECOND = { rule: { interval: [{ field: 'seconds', secondsInterval: 1 }] } };

/** What runs by the clock. */
export function watchdog(stage: () => Stage): void {
	test('watchdog.json says nothing while all is well, and what broke once it did', async () => {
		const domain = 'push-14.example.com';
		const watched = await importRecipe(stage(), 'alert-on-fault.json', { domain });
		const recipe = await importRecipe(stage(), 'watchdog.json', {
			domain,
			parameters: { 'Every Hour': EVERY_SECOND },
		});
		await recipe.runs(2);
		expect(await recipe.inbox('crew', 0)).toEqual([]);

		stage().simulator.account.rules.delete(ruleKey(domain, 'live'));
		const [alert] = await recipe.inbox('crew', 1);

		expect(alert).toEqual({
			text: expect.stringMatching(
				/^Live events of push-14\.example\.com need a look:\n- .*bound to no callback template/,
			),
		});
		await recipe.remove();
		await watched.remove();
	});
}
