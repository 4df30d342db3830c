import { Command, InvalidArgumentError, Option } from 'commander';

import type { Domain } from '../account/account.mts';
import { FAKE_KEYS, type SimulatorOptions } from '../options.mts';
import { type Simulator, startSimulator } from '../simulator.mts';

interface ServeFlags {
	port: number;
	secretId: string;
	secretKey: string;
	token?: string;
	domain?: DomainSeed[];
	site: SimulatorOptions['site'];
	omittedField: 'kept' | 'cleared';
	emptyString: 'clears' | 'ignored';
	lastUrl: 'cleared' | 'refused';
	ruleOverRule: 'refused' | 'replaces';
	returnedField: 'taken' | 'refused';
	warningInDescribe: 'warning' | 'alarm';
	banMatches: SimulatorOptions['banMatches'];
	rateLimit?: number | 'documented';
	latency: number;
	clockSpeed: number;
	tOnRetry: 'renewed' | 'kept';
	firstTemplateId: string;
	quiet?: boolean;
}

/** `simulator serve`: the live API on loopback until Ctrl-C. */
export function serveCommand(): Command {
	return new Command('serve')
		.description('Play the live API on loopback, and send callbacks on demand')
		.option('--port <number>', 'port, 0 for any free one', wholeNumber, 9010)
		.option('--secret-id <id>', 'SecretId that is accepted', FAKE_KEYS.secretId)
		.option('--secret-key <key>', 'SecretKey that is accepted', FAKE_KEYS.secretKey)
		.option('--token <token>', 'session token that every call must bring')
		.option('--domain <name[:play][:off]>', 'a domain of the account (repeatable)', collectDomain)
		.addOption(
			choice('--site <site>', 'whose fields and actions are known', [
				'any',
				'china',
				'international',
			]),
		)
		.addOption(
			choice('--omitted-field <what>', 'what Modify does with a field left out', [
				'kept',
				'cleared',
			]),
		)
		.addOption(
			choice('--empty-string <what>', 'what Modify does with an empty field', [
				'clears',
				'ignored',
			]),
		)
		.addOption(
			choice('--last-url <what>', 'what Modify does where no address would be left', [
				'cleared',
				'refused',
			]),
		)
		.addOption(
			choice('--rule-over-rule <what>', 'what CreateLiveCallbackRule does where a rule exists', [
				'refused',
				'replaces',
			]),
		)
		.addOption(
			choice(
				'--returned-field <what>',
				'what Modify does with a field that only Describe documents',
				['taken', 'refused'],
			),
		)
		.addOption(
			choice('--warning-in-describe <word>', 'how Describe names the severity warning', [
				'warning',
				'alarm',
			]),
		)
		.addOption(choice('--ban-matches <what>', 'what a ban covers', ['name', 'place']))
		.option(
			'--rate-limit <number>',
			'calls of one action per second, or "documented" for the known limits',
			perSecond,
		)
		.addOption(choice('--t-on-retry <what>', 'whether a retry gets a new t', ['renewed', 'kept']))
		.option('--first-template-id <id>', 'id of the first template', '1001')
		.option('--latency <ms>', 'pause before each answer', wholeNumber, 0)
		.option(
			'--clock-speed <factor>',
			'how much faster the pauses between tries pass',
			wholeNumber,
			1,
		)
		.option('--quiet', 'print no line per call')
		.action(serve);
}

async function serve(flags: ServeFlags): Promise<void> {
	const simulator = await startSimulator({
		...flags,
		domains: flags.domain,
		latencyMs: flags.latency,
		guesses: {
			omittedFieldOnModify: flags.omittedField,
			emptyStringOnModify: flags.emptyString,
			lastUrlOnModify: flags.lastUrl,
			ruleOverRule: flags.ruleOverRule,
			returnedFieldOnModify: flags.returnedField,
			warningInDescribe: flags.warningInDescribe,
		},
		log: flags.quiet ? undefined : (line) => console.log(line),
	}).catch((error: Error & { code?: string }) => {
		if (error.code !== 'EADDRINUSE') throw error;
		throw new Error(`Port ${flags.port} is taken; choose another with --port, or 0 for any`);
	});
	greet(simulator, flags);
	for (const signal of ['SIGINT', 'SIGTERM'] as const)
		process.once(signal, () => void simulator.close());
}

/** A key that the user brought is not repeated; the simulator's own opens nothing. */
function greet({ url, account }: Simulator, { secretId, secretKey, token }: ServeFlags): void {
	const shownKey = secretKey === FAKE_KEYS.secretKey ? `${secretKey} (fake)` : 'as given';
	console.log(`Tencent Cloud Live, simulated, on ${url} (Ctrl-C stops it)`);
	console.log(
		`  SecretId   ${secretId === FAKE_KEYS.secretId ? `${secretId} (fake)` : 'as given'}`,
	);
	console.log(`  SecretKey  ${shownKey}`);
	if (token !== undefined) console.log('  Token      as given');
	for (const { name, type, enabled } of account.domains.values()) {
		console.log(`  Domain     ${name} (${type}${enabled ? '' : ', off'})`);
	}
	console.log(`  In n8n: credential "Tencent Cloud API" with these keys and the endpoint ${url}`);
	console.log(`  Events: node tools/simulator/cli.mts trigger streamBegin --via ${url}`);
	console.log(`  Inbox:  ${url}/inbox/<name> keeps what workflows post there, a browser shows it`);
}

type DomainSeed = Pick<Domain, 'name' | 'type' | 'enabled'>;

function collectDomain(text: string, former: DomainSeed[] = []): DomainSeed[] {
	const [name, ...marks] = text.split(':');
	return [
		...former,
		{ name, type: marks.includes('play') ? 'play' : 'push', enabled: !marks.includes('off') },
	];
}

/** The first choice is the default. */
const choice = (flag: string, text: string, choices: string[]): Option =>
	new Option(flag, text).choices(choices).default(choices[0]);

const perSecond = (text: string): number | 'documented' =>
	text === 'documented' ? text : wholeNumber(text);

function wholeNumber(text: string): number {
	if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It must be a whole number.');
	return Number(text);
}
