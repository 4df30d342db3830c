// Preloaded into n8n. Ends it when the process that started it is gone without having stopped it: a
// test runner that was interrupted, a terminal that was closed. CommonJS, since --require wants it.
const parent = process.ppid;

setInterval(() => {
	if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 1_000).unref();
