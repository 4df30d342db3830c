import { nodesRun } from '../../../tools/n8n/session.mts';
import type { Stage } from '../stage/openStage.mts';
import { importRecipe } from './importRecipe.mts';

const PLANNED = { errcode: 1 };
const UNCLEAR = { errcode: 4 };
const FAULT = { errcode: 12 };

/** What begins with a stream that ends. */
export function interruptions(stage: () => Stage): void {
	test('alert-on-fault.json alerts on a fault, and on no other end', async () => {
		const recipe = await importRecipe(stage(), 'alert-on-fault.json', {
			domain: 'push-4.example.com',
		});

		for (const [index, set] of [PLANNED, UNCLEAR, FAULT].entries()) {
			await recipe.happen('streamEnd', { set: { ...set, push_duration: '600000' } });
			await recipe.runs(index + 1);
		}

		expect(await recipe.inbox('crew', 1)).toEqual([
			{
				text: expect.stringMatching(
					/^room-42 broke off after 10 min: network trouble on the push route\. .*What to do: Check the upload line/,
				),
			},
		]);
		await recipe.remove();
	});

	test('confirm-before-closing.json closes the show once Tencent says that it is over', async () => {
		const recipe = await importRecipe(stage(), 'confirm-before-closing.json', {
			domain: 'push-6.example.com',
			settings: { graceSeconds: 1 },
		});
		await recipe.happen('streamBegin');

		await recipe.happen('streamEnd');

		expect(await recipe.inbox('site', 1)).toMatchObject([
			{ room: 'room-42', closed: true, reason: expect.any(String), state: 'inactive' },
		]);
		expect(recipe.calls('DescribeLiveStreamState')).toEqual([
			{ DomainName: 'push-6.example.com', AppName: 'live', StreamName: 'room-42' },
		]);
		await recipe.remove();
	});

	test('confirm-before-closing.json lets a show go on that came back', async () => {
		const recipe = await importRecipe(stage(), 'confirm-before-closing.json', {
			domain: 'push-7.example.com',
			settings: { graceSeconds: 1 },
		});
		await recipe.happen('streamBegin');

		const ended = recipe.happen('streamEnd', { set: FAULT });
		// Tencent knows of it before n8n is told of the end, however busy the machine is.
		await Promise.all([ended, recipe.happen('streamBegin')]);

		const [run] = await recipe.runs(1);
		expect(nodesRun(run).at(-1)).toBe('The Show Goes On');
		expect(await recipe.inbox('site', 0)).toEqual([]);
		await recipe.remove();
	});

	test('standby-picture.json shows the picture while a fault keeps the push away', async () => {
		const domain = 'push-16.example.com';
		const place = { PushDomainName: domain, AppName: 'live', StreamName: 'room-42' };
		const recipe = await importRecipe(stage(), 'standby-picture.json', { domain });
		const { standby } = stage().simulator.account;
		await recipe.happen('streamBegin');
		await recipe.runs(1);
		await recipe.happen('streamEnd', { set: PLANNED });
		await recipe.runs(2);
		expect(recipe.calls('StartLivePadStream')).toEqual([]);

		await recipe.happen('streamBegin');
		await recipe.runs(3);
		await recipe.happen('streamEnd', { set: FAULT });
		await recipe.runs(4);
		expect(recipe.calls('StartLivePadStream')).toEqual([place]);
		expect([...standby.keys()]).toEqual([`${domain}/live/room-42`]);

		await recipe.happen('streamBegin');
		await recipe.runs(5);
		expect(recipe.calls('StopLivePadStream').at(-1)).toEqual(place);
		expect([...standby.keys()]).toEqual([]);
		await recipe.remove();
	});

	test('standby-picture.json shows no picture over a stream that is back', async () => {
		const recipe = await importRecipe(stage(), 'standby-picture.json', {
			domain: 'push-17.example.com',
		});
		await recipe.happen('streamBegin');

		const ended = recipe.happen('streamEnd', { set: FAULT });
		await Promise.all([ended, recipe.happen('streamBegin')]);

		await recipe.runs(3);
		expect(recipe.calls('StartLivePadStream')).toEqual([]);
		expect(recipe.calls('DescribeLiveStreamState')).toHaveLength(1);
		await recipe.remove();
	});
}
