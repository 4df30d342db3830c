import { Command, Option } from 'commander';
import { createAccount } from '../account/account.mts';
import { createCallbacks, type Callbacks } from '../callbacks/callbacks.mts';
import { fieldOf } from '../callbacks/changePayload.mts';
import { unknownNames } from '../scenario/overrides.mts';
import { readScenarios, scenarioNamed } from '../scenario/scenario.mts';
import { summarize, type StepSummary } from '../scenario/summarize.mts';
import { collect, collectAssignment, withOriginalTypes } from './assignments.mts';
import { printStep } from './printStep.mts';

interface TriggerFlags {
	url?: string;
	via?: string;
	key?: string;
	domain?: string;
	app?: string;
	stream?: string;
	example?: string;
	set?: Record<string, unknown>;
	add?: Record<string, unknown>;
	remove?: string[];
	t?: string;
	sign: boolean;
	retry?: boolean;
	show?: boolean;
}

/** `simulator trigger <scenario>`: sends one event, or a whole session, as Tencent would. */
export function triggerCommand(): Command {
	return new Command('trigger')
		.description('Send one event, or a whole session, as Tencent would')
		.argument('<scenario>', 'an event such as recordingFile, or session; see `list`')
		.addOption(new Option('--url <url>', 'address to send to').conflicts('via'))
		.option('--via <url>', 'a running `serve`: its account decides where the event goes')
		.addOption(
			new Option('--key <key>', 'callback key that signs; none sends unsigned').env('CALLBACK_KEY'),
		)
		.option('--domain <name>', 'push domain (default: push.example.com)')
		.option('--app <name>', 'push path, the AppName (default: live)')
		.option('--stream <name>', 'stream name (default: test_stream)')
		.option('--example <name>', 'which example payload of the event; see `list --examples`')
		.option(
			'--set <name=value>',
			'change a field; a dot leads into an object (repeatable)',
			collectAssignment,
		)
		.option(
			'--add <name=value>',
			'add a field that the event does not have (repeatable)',
			collectAssignment,
		)
		.option('--remove <name>', 'leave a field out (repeatable)', collect)
		.option('--t <second>', 'UNIX second at which it expires (default: in ten minutes)')
		.option('--no-sign', 'leave sign and t out')
		.option('--retry', 'try again as often and as slowly as Tencent does')
		.option('--show', 'print the payload')
		.action(trigger);
}

async function trigger(name: string, flags: TriggerFlags): Promise<void> {
	if (!flags.url && !flags.via)
		throw new Error('Say where to: --url <address>, or --via <address of a running serve>');
	const callbacks = createCallbacks({
		options: {},
		account: createAccount({ firstTemplateId: 1, now: Date.now }),
	});
	try {
		const what = whatToSend(name, flags, callbacks);
		const steps = flags.via
			? await playVia(flags.via, name, what)
			: await playHere(callbacks, name, { ...what, flags });
		if (flags.via) steps.forEach(printStep);
		if (steps.some(({ deliveries }) => deliveries.every(({ outcome }) => outcome !== 'delivered')))
			process.exitCode = 1;
	} finally {
		callbacks.stop();
	}
}

interface What {
	domain?: string;
	appName?: string;
	streamName?: string;
	example?: string;
	set: Record<string, unknown>;
	add?: Record<string, unknown>;
	remove?: string[];
}

function whatToSend(name: string, flags: TriggerFlags, { events }: Callbacks): What {
	const { domain, app: appName, stream: streamName, example, add, remove } = flags;
	const scenario = scenarioNamed(readScenarios(), name);
	const mistyped = unknownNames(scenario, events, flags);
	if (mistyped.length > 0)
		throw new Error(`${name} has no field ${mistyped.join(', ')}; a new field takes --add`);
	const examples = scenario.steps.flatMap(({ event }) => [
		...(events.get(event)?.examples.values() ?? []),
	]);
	const exampleOf = (path: string): unknown =>
		examples.map((payload) => fieldOf(payload, path)).find((value) => value !== undefined);
	return {
		domain,
		appName,
		streamName,
		example,
		add,
		remove,
		set: withOriginalTypes(flags.set ?? {}, exampleOf),
	};
}

async function playHere(
	callbacks: Callbacks,
	name: string,
	{ flags, ...what }: What & { flags: TriggerFlags },
): Promise<StepSummary[]> {
	const played = await callbacks.play(name, {
		...what,
		url: flags.url,
		key: flags.key,
		t: flags.t !== undefined && /^\d{1,15}$/.test(flags.t) ? Number(flags.t) : flags.t,
		sign: flags.sign ? undefined : false,
		retries: flags.retry ? undefined : 0,
		onStep(step) {
			if (flags.show) console.log(JSON.stringify(step.payload, null, 2));
			printStep(summarize(step));
		},
	});
	await callbacks.idle();
	return played.map(summarize);
}

async function playVia(simulator: string, name: string, what: What): Promise<StepSummary[]> {
	const response = await fetch(new URL(`/play/${encodeURIComponent(name)}`, simulator), {
		method: 'POST',
		body: JSON.stringify(what),
	}).catch(() => {
		throw new Error(`No simulator answers at ${simulator}: start one with \`serve\``);
	});
	const answer = (await response.json()) as StepSummary[] & { message?: string };
	if (!response.ok) throw new Error(answer.message ?? `The simulator answered ${response.status}`);
	return answer;
}
