import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { outputOf } from '../../../tools/n8n/session.mts';
import type { Stage } from '../stage/openStage.mts';
import { chain, step } from '../stage/workflows.mts';
import { importRecipe } from './importRecipe.mts';

/** What is kept: rows and files. */
export function storage(stage: () => Stage): void {
	test('recording-to-replay.json keeps a row for each recording, also where one is reported twice', async () => {
		const recipe = await importRecipe(stage(), 'recording-to-replay.json', {
			domain: 'push-8.example.com',
			triggerOptions: { duplicateDeliveries: 'deliver' },
		});

		const first = await recipe.happen('recordingFile', { set: { file_id: '1' } });
		await recipe.runs(1);
		await recipe.repeat(first);
		await recipe.runs(2);
		await recipe.happen('recordingFile', { set: { file_id: '2', video_url: 'https://v/2.mp4' } });
		await recipe.runs(3);

		const { video_url: url, duration, file_size } = first.payload;
		expect(await rowsOf(stage(), 'live_replays')).toMatchObject([
			{ room: 'room-42', url, format: 'hls', durationSeconds: duration, sizeBytes: file_size },
			{ room: 'room-42', url: 'https://v/2.mp4' },
		]);
		await recipe.remove();
	});

	test('push-time-per-day.json adds up the pushes of an anchor and day, each once', async () => {
		const recipe = await importRecipe(stage(), 'push-time-per-day.json', {
			domain: 'push-9.example.com',
			triggerOptions: { duplicateDeliveries: 'deliver' },
		});
		// 2023-11-14 22:13 UTC is the next day in Shanghai already.
		const evening = 1_700_000_000;
		const push = (streamName: string, event_time: number, seconds: number) =>
			recipe.happen('streamEnd', {
				streamName,
				set: { event_time, push_duration: String(seconds * 1000) },
			});

		const first = await push('anna', evening, 90);
		await recipe.runs(1);
		await recipe.repeat(first);
		await recipe.runs(2);
		await push('anna', evening + 3_600, 60);
		await recipe.runs(3);
		await push('anna', evening + 86_400, 30);
		await recipe.runs(4);
		await push('bert', evening, 120);
		await recipe.runs(5);

		expect(await rowsOf(stage(), 'live_push_days')).toMatchObject([
			{ anchor: 'anna', day: '2023-11-15', pushes: 2, minutes: 2.5 },
			{ anchor: 'anna', day: '2023-11-16', pushes: 1, minutes: 0.5 },
			{ anchor: 'bert', day: '2023-11-15', pushes: 1, minutes: 2 },
		]);
		await recipe.remove();
	});

	test('screenshot-as-cover.json sends the picture itself to the site', async () => {
		const picture = Buffer.from([0xff, 0xd8, 0xff, 0xe0, ...Buffer.from('a picture'), 0xff, 0xd9]);
		const bucket = await serve(picture);
		const recipe = await importRecipe(stage(), 'screenshot-as-cover.json', {
			domain: 'push-10.example.com',
		});

		await recipe.happen('snapshot', { set: { pic_full_url: bucket.url } });
		await recipe.inbox('cover', 1);

		const [cover] = stage().simulator.inbox.entries('cover');
		expect(cover).toMatchObject({ method: 'PUT', query: { room: 'room-42' } });
		expect(cover.headers['content-type']).toBe('image/jpeg');
		expect(cover.bytes.equals(picture)).toBe(true);
		await recipe.remove();
		bucket.close();
	});
}

/** The rows of a data table, oldest first, as a workflow reads them. */
export async function rowsOf({ client }: Stage, table: string): Promise<object[]> {
	const read = step('Rows', 'n8n-nodes-base.dataTable@1.1', {
		...{ resource: 'row', operation: 'get', returnAll: true },
		dataTableId: { __rl: true, mode: 'name', value: table },
	});
	const { id } = await client.addWorkflow(
		chain(step('Start', 'n8n-nodes-base.manualTrigger'), read),
	);
	return outputOf(await client.run(id, 'Start'), 'Rows');
}

async function serve(picture: Buffer): Promise<{ url: string; close(): void }> {
	const server = createServer((_request, response) =>
		response.writeHead(200, { 'content-type': 'image/jpeg' }).end(picture),
	);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/room-42/10-12-05.jpg`,
		close: () => server.close().closeAllConnections(),
	};
}
