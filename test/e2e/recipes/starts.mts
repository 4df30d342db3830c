import { nodesRun } from '../../../tools/n8n/session.mts';
import type { Stage } from '../stage/openStage.mts';
import { importRecipe } from './importRecipe.mts';

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
