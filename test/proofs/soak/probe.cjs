// Preloaded into n8n (NODE_OPTIONS=--require) by the long run: answers GET on SOAK_PROBE_PORT with
// the memory in use after a collection of garbage, and the number of entries in the trigger's ledger;
// POST fills that ledger to its bound first.
const { readFileSync } = require('node:fs');
const http = require('node:http');
const Module = require('node:module');
const v8 = require('node:v8');
const vm = require('node:vm');

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc');

const ledgers = [];
const load = Module._load;
Module._load = function (request, ...rest) {
	const loaded = load.call(this, request, ...rest);
	const { createMemory } = loaded ?? {};
	if (!/(^|\/)memory(\.js)?$/.test(request) || typeof createMemory !== 'function') return loaded;
	if (!createMemory.isWatched) {
		loaded.createMemory = (...args) => {
			const memory = createMemory(...args);
			ledgers.push(memory.acknowledged);
			return memory;
		};
		loaded.createMemory.isWatched = true;
	}
	return loaded;
};

// As long as the names of real deliveries: workflow, node and 32 digits.
const nameOf = (number) => `${'filled'.repeat(4)}/${String(number).padStart(32, '0')}`;

const server = http.createServer(({ method }, response) => {
	if (method === 'POST') {
		for (let number = 0; number < 10_000; number += 1) ledgers[0].add(nameOf(number), Date.now());
	}
	collect();
	const { heapUsed, external } = process.memoryUsage();
	// Without the pages of files, which come and go with what else the machine does.
	const kilobytes = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))[1];
	const rss = Number(kilobytes) * 1024;
	const ledger = ledgers.reduce((sum, { size }) => sum + size, 0);
	response.setHeader('content-type', 'application/json');
	response.end(JSON.stringify({ rss, heapUsed, external, ledger }));
});
// n8n's child processes inherit the environment; the port is n8n's own by then.
server.on('error', () => {});
server.unref();
server.listen(Number(process.env.SOAK_PROBE_PORT), '127.0.0.1');
