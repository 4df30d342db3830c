import { nodesRun } from '../../../tools/n8n/session.mts';
import type { Stage } from '../stage/openStage.mts';
import { importRecipe, type Recipe } from './importRecipe.mts';

/** Fixed, so that no test runs into the next ten minutes. */
const SEEN = { screenshotTime: 1_700_000_000, sendTime: 1_700_000_002 };

/** What begins with a picture that moderation flags. */
export function moderation(stage: () => Stage): void {
	describe('moderation-review.json', () => {
		let recipe: Recipe;
		beforeAll(async () => {
			recipe = await importRecipe(stage(), 'moderation-review.json', {
				domain: 'push-11.example.com',
			});
		});
		afterAll(() => recipe.remove());

		let asked = 0;
		/** Flags a picture; gives the address of the form that the reviewer is sent. */
		async function flag(streamName: string): Promise<string> {
			await recipe.happen('imageModeration', {
				streamName,
				set: { ...SEEN, img: 'https://i/1.jpg' },
			});
			const questions = (await recipe.inbox('review', (asked += 1))) as { text: string }[];
			const { text } = questions[asked - 1];
			expect(text).toMatch(
				/^Please look\. Porn .* in a screenshot of .*: https:\/\/i\/1\.jpg Decide here: /,
			);
			expect(text).toContain(` ${streamName}`);
			await recipe.waiting();
			return text.split('Decide here: ')[1];
		}
		/** The answer of the form, by the order of its fields. */
		function answer(form: string, decision: string, reason: string) {
			const body = new FormData();
			body.append('field-0', decision);
			body.append('field-1', reason);
			return fetch(form, { method: 'POST', body });
		}

		test('bans the stream that a reviewer decides to ban', async () => {
			const form = await flag('room-1');
			const shown = await (await fetch(form)).text();
			expect(shown).toContain('room-1');
			expect(shown).toContain('Ban the stream');
			expect(recipe.calls('ForbidLiveStream')).toEqual([]);

			expect((await answer(form, 'Ban the stream', 'A film')).status).toBe(200);

			const [, told] = await recipe.inbox('review', (asked += 1));
			expect(told).toEqual({ text: 'room-1 is banned: A film' });
			expect(recipe.calls('ForbidLiveStream')).toMatchObject([
				{ DomainName: 'push-11.example.com', StreamName: 'room-1', Reason: 'A film' },
			]);
		});

		test('leaves the stream on air that a reviewer leaves on air', async () => {
			const form = await flag('room-2');

			expect((await answer(form, 'Leave it on air', '')).status).toBe(200);

			const runs = await recipe.runs(2);
			expect(nodesRun(runs[1]).at(-1)).toBe('Leave It on Air');
			expect(JSON.stringify(recipe.calls('ForbidLiveStream'))).not.toContain('room-2');
		});

		test('asks once about the pictures of ten minutes', async () => {
			await recipe.happen('imageModeration', {
				streamName: 'room-2',
				set: { ...SEEN, img: 'https://i/2.jpg' },
			});

			const runs = await recipe.runs(3);
			expect(nodesRun(runs[2])).toEqual(['Picture Flagged', 'One Question in Ten Minutes']);
			expect(await recipe.inbox('review', asked)).toHaveLength(asked);
		});
	});

	test('moderation-review.json leaves a stream on air that nobody decides on', async () => {
		const recipe = await importRecipe(stage(), 'moderation-review.json', {
			domain: 'push-12.example.com',
			parameters: { 'Wait for the Decision': { resumeAmount: 1, resumeUnit: 'seconds' } },
		});
		await recipe.happen('imageModeration', { streamName: 'room-3' });

		const [run] = await recipe.runs(1);

		expect(nodesRun(run).at(-1)).toBe('Leave It on Air');
		expect(recipe.calls('ForbidLiveStream')).toEqual([]);
		await recipe.remove();
	});

	test('automatic-block.json bans above the threshold, once, and lifts the ban again', async () => {
		const domain = 'push-13.example.com';
		// Time for a picture that comes while the ban holds, on a busy machine, too.
		const seconds = 20;
		const recipe = await importRecipe(stage(), 'automatic-block.json', {
			...{ domain, settings: { blockHours: seconds / 3600 } },
		});
		const flag = (score: number, img: string) =>
			recipe.happen('imageModeration', { set: { socre: [score], img } });

		await flag(89, 'https://i/1.jpg');
		const [unsure] = await recipe.runs(1);
		expect(nodesRun(unsure).at(-1)).toBe('Above the Threshold');
		expect(recipe.calls('DescribeLiveStreamState')).toEqual([]);

		await flag(95, 'https://i/2.jpg');
		await recipe.inbox('crew', 1);
		const stream = { DomainName: domain, AppName: 'live', StreamName: 'room-42' };
		expect(recipe.calls('ForbidLiveStream')).toEqual([
			{ ...stream, Reason: 'Porn 95', ResumeTime: expect.stringMatching(/^\d{4}-.*Z$/) },
		]);
		await flag(99, 'https://i/3.jpg');
		const [, late] = await recipe.runs(2);
		expect(nodesRun(late).at(-1)).toBe('Not Banned Yet');

		expect(await recipe.inbox('crew', 2)).toEqual([
			{
				text: expect.stringMatching(
					/^room-42 is blocked for .* h\. Porn .* in a screenshot of room-42, 95 % sure.*: https:\/\/i\/2/,
				),
			},
			{ text: 'room-42 may stream again.' },
		]);
		expect(recipe.calls('ResumeLiveStream')).toEqual([stream]);
		expect(recipe.calls('ForbidLiveStream')).toHaveLength(1);
		await recipe.remove();
	});
}
