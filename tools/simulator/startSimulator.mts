import type { AddressInfo } from 'node:net';
import { createAccount, type Account } from './account/account.mts';
import { createCallbacks } from './callbacks/callbacks.mts';
import { readActions } from './catalogue/readActions.mts';
import { createInbox } from './inbox.mts';
import { createFaults } from './liveApi/faults.mts';
import { createLiveApi } from './liveApi/liveApi.mts';
import { DEFAULT_DOMAINS, FAKE_KEYS, type SimulatorOptions } from './options.mts';
import { createServer } from './server.mts';
import type { Simulator } from './simulator.mts';

/**
 * Starts a small Tencent Cloud Live on loopback: its live API, and the sender of its callbacks.
 * @throws Error where the port is taken
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	const { secretId = FAKE_KEYS.secretId, secretKey = FAKE_KEYS.secretKey, token } = options;
	const keys = { secretId, secretKey, token };
	const log = options.log ?? (() => {});
	const account = seededAccount(options);
	const { stop, ...callbacks } = createCallbacks({ options, account, log });
	const faults = createFaults();
	const { publish, play, deliveries } = callbacks;
	const liveApi = createLiveApi({
		options,
		keys,
		account,
		actions: readActions(),
		faults,
		publish,
		deliveries,
		log,
	});

	let up = true;
	let url = '';
	const inbox = createInbox(() => url);
	const server = createServer({ liveApi, inbox, play, isUp: () => up });
	await server.listen({ port: options.port ?? 0, host: '127.0.0.1' });
	url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;

	return {
		url,
		keys,
		account,
		requests: liveApi.requests,
		unknownRequests: liveApi.unknownRequests,
		faults,
		down: () => void (up = false),
		up: () => void (up = true),
		inbox,
		inboxEntry: async (name, wait = {}) => (await inbox.wait(name, wait))[(wait.count ?? 1) - 1],
		...callbacks,
		async close() {
			stop();
			await server.close();
		},
	};
}

function seededAccount(options: SimulatorOptions): Account {
	const { domains = DEFAULT_DOMAINS, templates = [], rules = [] } = options;
	const { firstTemplateId = 1001, banMatches } = options;
	const account = createAccount({ firstTemplateId, banMatches, now: Date.now });
	for (const domain of domains) account.addDomain(domain);
	for (const template of templates) account.addTemplate(template);
	for (const { DomainName, AppName, TemplateId } of rules)
		account.bind(DomainName, AppName, TemplateId);
	return account;
}
