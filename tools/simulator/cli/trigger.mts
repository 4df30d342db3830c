import { Command, InvalidArgumentError, Option } from 'commander';

import { createAccount } from '../account/account.mts';
import { fieldOf } from '../callbacks/payload.mts';
import { readEvents } from '../catalogue.mts';
import {
	readScenarios,
	scenarioNamed,
	type StepSummary,
	summarize,
	unknownNames,
} from '../scenario.mts';
import { type Callbacks, createCallbacks } from '../simulator.mts';

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
	const examples = scenario.steps.flatMap(({ event }) => events.get(event)?.payloads ?? []);
	const exampleOf = (path: string): unknown =>
		examples.map(({ payload }) => fieldOf(payload, path)).find((value) => value !== undefined);
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

/** `simulator list`: what can be triggered. */
export function listCommand(): Command {
	return new Command('list')
		.description('List the scenarios that can be triggered')
		.option('--examples', 'also name the example payloads of each event')
		.action(({ examples }: { examples?: boolean }) => {
			const events = readEvents();
			const scenarios = [...readScenarios().values()];
			const width = Math.max(...scenarios.map(({ name }) => name.length)) + 2;
			for (const { name, description } of scenarios) {
				console.log(name.padEnd(width) + description);
				if (!examples) continue;
				for (const example of events.get(name)?.payloads ?? []) {
					console.log(`${' '.repeat(width)}--example ${example.name}`);
				}
			}
		});
}

/** Collects repeated `name=value` options; a value that is JSON becomes what it says. */
function collectAssignment(
	text: string,
	former: Record<string, unknown> = {},
): Record<string, unknown> {
	const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
	if (name === undefined) throw new InvalidArgumentError('Write it as name=value.');
	return { ...former, [name]: readValue(value) };
}

/** Collects repeated options. */
const collect = (text: string, former: string[] = []): string[] => [...former, text];

/**
 * Gives values back as text where the payload holds text, so that `--set push_duration=5` stays the
 * text that Tencent sends.
 */
function withOriginalTypes(
	values: Record<string, unknown>,
	exampleOf: (name: string) => unknown,
): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => {
			const text = typeof exampleOf(name) === 'string' && typeof value !== 'string';
			return [name, text ? JSON.stringify(value) : value];
		}),
	);
}

function readValue(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		const roundTrips = typeof value !== 'number' || String(value) === text;
		return roundTrips ? value : text;
	} catch {
		return text;
	}
}

/** Prints what became of one step; true where everything was delivered. */
function printStep({ event, deliveries }: StepSummary): boolean {
	if (deliveries.length === 0) {
		console.log(`${event}: sent nowhere`);
		console.log(
			'  No template with an address for it is bound to this domain and path: activate a workflow for them first.',
		);
		return false;
	}
	for (const delivery of deliveries) {
		const { url, status, error, durationMs, body, outcome, tries } = delivery;
		console.log(`${event} -> ${url}`);
		console.log(
			`  ${status ?? error} after ${durationMs} ms${tries > 1 ? `, try ${tries}` : ''}, ${outcome}`,
		);
		if (body) console.log(`  ${oneLine(body)}`);
		if (outcome !== 'delivered') console.log(`  ${hintFor(delivery)}`);
	}
	return deliveries.every(({ outcome }) => outcome === 'delivered');
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 300);

type Result = StepSummary['deliveries'][number];

/** What to do about a callback that was not taken, by what the receiver said. */
function hintFor({ status, error }: Result): string {
	if (status === null)
		return (
			connectionHints[error ?? ''] ??
			'Check the address, and that its host can be reached from here.'
		);
	if (status >= 300 && status < 400)
		return 'Tencent follows no redirects: give the address it leads to.';
	if (status >= 200 && status < 300)
		return 'Tencent counts exactly 200 as delivered: any other answer is tried again.';
	if (status >= 500)
		return "The receiver failed inside: look at its log; for n8n, at the workflow's executions.";
	return statusHints[status] ?? 'Read the answer above: the receiver says what it did not like.';
}

const statusHints: Readonly<Record<number, string>> = {
	400: 'The receiver could not read the body: a callback is one JSON object.',
	401: 'The receiver refused the signature: --key must be the key of the callback template (in n8n: of the trigger or its credential), and the clocks must agree.',
	403: 'The receiver refused the caller: look for an IP allow list, a firewall or a login in front of it.',
	404: "Nothing listens there: in n8n, activate the workflow for its production URL, or press 'Listen for test event' for its test URL.",
	405: 'The address takes no POST: it is probably not the webhook URL.',
	413: 'The receiver finds the body too large: raise its limit (in n8n: N8N_PAYLOAD_SIZE_MAX).',
};

const connectionHints: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'Nothing listens at this host and port: is the receiver running?',
	ENOTFOUND: 'The host name does not resolve: check its spelling.',
	ECONNRESET: 'The receiver cut the connection: is it https where http was given, or the reverse?',
	timeout: 'No answer in time: Tencent gives up after 20 seconds.',
	DEPTH_ZERO_SELF_SIGNED_CERT: 'The certificate is self-signed: Tencent would refuse it too.',
};
