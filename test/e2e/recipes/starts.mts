import { nodesRun } from '../../../tools/n8n/session.mts';
import type { Stage } from '../stage/openStage.mts';
import { importRecipe } from './importRecipe.mts';
import { rowsOf } from './storage.mts';

/** What begins with a stream that goes live. */
export function starts(stage: () => Stage): void {
	test('announce-live-events.json says in a sentence what happened', async () => {
		const recipe = await importRecipe(stage(), 'announce-live-events.json', {
			domain: 'push-1.example.com',
		});

		await recipe.happen('streamBegin');
		expect(await recipe.inbox('live-team', 1)).toMatchObject([
			{ text: 'room-42 is live', event: 'streamBegin' },
		]);

		await recipe.remove();
	});

	test('room-live-offline.json switches the room, and tells the pushes apart', async () => {
		const recipe = await importRecipe(stage(), 'room-live-offline.json', {
			domain: 'push-2.example.com',
		});

		const begin = await recipe.happen('streamBegin');
		await recipe.inbox('site', 1);
		await recipe.happen('streamEnd');

		const push = begin.payload.sequence;
		expect(await recipe.inbox('site', 2)).toEqual([
			{ room: 'room-42', live: true, since: expect.stringMatching(/Z$/), push },
			{
				...{ room: 'room-42', live: false, since: expect.stringMatching(/Z$/), push },
				reason: 'Broadcaster stopped the push',
			},
		]);
		await recipe.remove();
	});

	test('log-every-start.json keeps a row of the start that announce-live-events.json announces, whichever is first', async () => {
		const on = { domain: 'push-19.example.com' };
		for (const order of [
			['announce-live-events.json', 'log-every-start.json'],
			['log-every-start.json', 'announce-live-events.json'],
		]) {
			const both = [
				await importRecipe(stage(), order[0], on),
				await importRecipe(stage(), order[1], on),
			];
			const addresses = new Set<string>();
			for (const push of [1, 2]) {
				addresses.add((await both[0].happen('streamBegin', { streamName: `show-${push}` })).url);
				for (const recipe of both) await recipe.runs(push);
			}
			// One request of Tencent starts both.
			expect([...addresses]).toEqual([expect.stringMatching(/\?also=[\w-]+$/)]);
			const texts = [1, 2].map((push) => ({ text: `show-${push} is live` }));
			expect(await both[0].inbox('live-team', 2)).toMatchObject(texts);

			await both[0].remove();
			const { url } = await both[1].happen('streamBegin', { streamName: 'show-3' });
			expect(url).not.toContain('also');
			await both[1].runs(3);
			await both[1].remove();
		}

		const rows = await rowsOf(stage(), 'live_start_log');
		const rooms = (rows as { room: string }[]).map(({ room }) => room);
		// The log went first in one order and last in the other.
		expect(rooms.toSorted()).toEqual(['show-1', 'show-1', 'show-2', 'show-2', 'show-3']);
	});

	test('notify-followers-once.json notifies once per push, though another process gets it again', async () => {
		const recipe = await importRecipe(stage(), 'notify-followers-once.json', {
			domain: 'push-3.example.com',
		});
		const first = await recipe.happen('streamBegin');
		await recipe.inbox('followers', 1);

		// The trigger's own memory of deliveries ends with its process.
		await stage().restart();
		await recipe.repeat(first);
		const [, again] = await recipe.runs(2);
		expect(nodesRun(again)).toEqual(['Stream Started', 'Once per Push']);

		await recipe.happen('streamEnd');
		await recipe.happen('streamBegin');
		expect(await recipe.inbox('followers', 2)).toEqual(
			Array(2).fill({
				room: 'room-42',
				text: 'room-42 is live now: https://www.example.com/rooms/room-42',
			}),
		);
		await recipe.remove();
	});
}
