// Preloaded into n8n (NODE_OPTIONS=--require) where self-healing is tested or pictured: what the node schedules
// every 5 minutes happens every 3 seconds. Everything else that n8n schedules keeps its time.
const Module = require('node:module');

const EVERY_5_MINUTES = /^\d+ (\d+-59\/5|\*\/5|\d+(,\d+){11}) \* \* \* \*$/;
const load = Module._load;
let patched;

Module._load = function (request, ...rest) {
	const loaded = load.call(this, request, ...rest);
	if (request !== 'cron') return loaded;
	patched ??= {
		...loaded,
		CronJob: class extends loaded.CronJob {
			constructor(expression, ...others) {
				super(EVERY_5_MINUTES.test(expression) ? '*/3 * * * * *' : expression, ...others);
			}
		},
	};
	return patched;
};
