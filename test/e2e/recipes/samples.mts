import { nodesRun, type Execution } from '../../../tools/n8n/session.mts';
import type { Simulator } from '../../../tools/simulator/simulator.mts';
import { ACCOUNT, accountData, type Stage, startPatiently } from '../stage/openStage.mts';
import { importExample, parametersOf, readExample } from './importRecipe.mts';

/** Waits that a test does not want to wait for: two seconds in place of hours. */
const SHORT = { graceSeconds: 1, blockHours: 2 / 3600 };

/** Nobody answers there, as where no simulator runs. */
const NOWHERE = 'http://127.0.0.1:1';

interface Trial {
	file: string;
	/** The last node that runs where the sample's domain is one of the account. */
	ends: string;
	/** The node that stops the run in anybody else's account, which lacks that domain. */
	stops?: string;
	settings?: Record<string, unknown>;
}

const TRIALS: Trial[] = [
	{ file: 'alert-on-fault.json', ends: 'Tell the Crew' },
	{ file: 'announce-live-events.json', ends: 'Tell the Team' },
	{ file: 'room-live-offline.json', ends: 'Tell Your Site' },
	{ file: 'recording-to-replay.json', ends: 'Add the Replay' },
	{ file: 'push-time-per-day.json', ends: 'Write the Day' },
	{ file: 'live-board.json', ends: 'Note the Start' },
	{
		file: 'confirm-before-closing.json',
		...{ ends: 'Close the Show', stops: 'Ask Tencent' },
		settings: { graceSeconds: SHORT.graceSeconds },
	},
	{
		file: 'automatic-block.json',
		...{ ends: 'Say It May Return', stops: 'Ask for Its State' },
		settings: { blockHours: SHORT.blockHours },
	},
	{
		file: 'screenshot-as-cover.json',
		...{ ends: 'Set the Cover', stops: 'Fetch the Picture' },
	},
	{
		file: 'standby-picture.json',
		...{ ends: 'Show the Stream Again', stops: 'Show the Stream Again' },
	},
];

/** What *Execute workflow* does with the sample that a trigger holds, as the yellow notes say. */
export function samples(stage: () => Stage): void {
	let elsewhere: Stage;
	let simulator: Simulator;
	beforeAll(async () => {
		simulator = await startPatiently({ domains: [{ name: 'push.mine.example.com' }] });
		const account = await stage().client.addCredential(ACCOUNT, accountData(simulator));
		elsewhere = { ...stage(), simulator, account };
	});
	afterAll(() => simulator?.close());

	/** Clicks *Execute workflow* in a copy of the example. */
	async function tryOut({ client, ...rest }: Stage, { file, settings }: Trial, files?: string) {
		const options = { domain: 'push.example.com', settings, files };
		const { id, nodes } = await importExample({ client, ...rest }, file, options);
		const [trigger] = nodes.filter(({ type }) => type.endsWith('tencentLvbTrigger'));
		return { id, trigger: trigger.name, run: await client.run(id, trigger.name) };
	}

	test.each(TRIALS)("$file runs to its end in the demo's n8n, up to $ends", async (trial) => {
		const { run } = await tryOut(stage(), trial);

		expect(outcomeOf(run)).toEqual({ status: 'success', last: trial.ends });
	});

	test.each(TRIALS)(
		"$file does in an account without the sample's domain what its note says",
		async (trial) => {
			const { run } = await tryOut(elsewhere, trial, NOWHERE);

			const { stops, ends } = trial;
			expect(outcomeOf(run)).toEqual({
				status: stops ? 'error' : 'success',
				last: stops ?? ends,
			});
			if (stops) expect(noteOf(trial.file)).toContain(`the run stops at *${stops}*`);
		},
	);

	test('notify-followers-once.json passes over a second click, as its note says', async () => {
		const trial = { file: 'notify-followers-once.json', ends: 'Notify Followers' };
		const { id, trigger, run } = await tryOut(stage(), trial);
		expect(outcomeOf(run).last).toBe('Notify Followers');

		const again = await stage().client.run(id, trigger);

		expect(outcomeOf(again)).toEqual({ status: 'success', last: 'Once per Push' });
		expect(noteOf(trial.file)).toContain('A second click notifies nobody');
	});

	test.each(['automatic-block.json', 'moderation-review.json'])(
		'%s says in its note that it bans and how long it waits',
		(file) => {
			expect(noteOf(file)).toContain('**really bans**');
			expect(noteOf(file)).toMatch(/\*\*waits (2 hours|up to a day)\*\*/);
		},
	);
}

function outcomeOf(run: Execution) {
	return { status: run.status, last: nodesRun(run).at(-1) };
}

function noteOf(file: string): string {
	return String(parametersOf(readExample(file), 'Read Me').content);
}
