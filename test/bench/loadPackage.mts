import { createRequire } from 'node:module';

// Loads a package as n8n does at its start, and prints what that took. A process of its own each
// time: a module is loaded only once.
const [folder] = process.argv.slice(2);
const require = createRequire(import.meta.url);
// n8n has both in memory by then.
const { PackageDirectoryLoader } = require('n8n-core') as {
	PackageDirectoryLoader: new (folder: string) => { loadAll(): Promise<void> };
};
require('n8n-workflow');

const memory = () => {
	globalThis.gc?.();
	return process.memoryUsage().heapUsed + process.memoryUsage().external;
};
const before = memory();
const start = performance.now();
const loader = new PackageDirectoryLoader(folder);
await loader.loadAll();
const ms = performance.now() - start;
console.log(JSON.stringify({ ms, bytes: memory() - before }));
