import { ruleKey } from '../../../tools/simulator/account/account.mts';
import { ACCOUNT, accountData, type Stage } from '../stage/openStage.mts';
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
				/^Live events of push-14\.example\.com need a look:\n- .*has no callback template/,
			),
		});
		await recipe.remove();
		await watched.remove();
	});

	test('catch-up.json tells once of each event that never arrived, and of no other', async () => {
		const domain = 'push-18.example.com';
		const { client, simulator } = stage();
		const china = { ...accountData(simulator), site: 'china' };
		const account = await client.addCredential(ACCOUNT, china);
		const streamName = 'missed';
		await simulator.publish('streamBegin', { domain, streamName });
		const target = { domain, streamName, intervalSeconds: 0.1 };
		const nobody = { ...target, url: 'http://127.0.0.1:9/', retries: 2 };
		await simulator.deliver('recordingFile', nobody);
		await simulator.deliver('streamEnd', nobody);
		await simulator.deliver('snapshot', { ...target, url: simulator.inbox.url('anybody') });
		const recipe = await importRecipe({ ...stage(), account }, 'catch-up.json', {
			domain,
			parameters: {
				'Every Hour': EVERY_SECOND,
				'Look Up What Failed': { endTime: '={{ $now }}' },
			},
		});

		const alerts = await recipe.inbox('crew', 2);
		const before = (await client.executions(recipe.workflow.id)).length;
		await recipe.runs(before + 2);

		expect(await recipe.inbox('crew', 2)).toEqual(alerts);
		expect(alerts).toEqual(
			expect.arrayContaining([
				{ text: expect.stringMatching(/^Never arrived: missed ended .*\(20.*Z\)\. ECONNREFUSED$/) },
				{ text: expect.stringMatching(/^Never arrived: .* of missed are recorded .*\(20.*Z\)\./) },
			]),
		);
		await recipe.remove();
	});
}
