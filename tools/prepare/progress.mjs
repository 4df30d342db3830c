const LIVE_EVERY_MS = 1_000;
const PLAIN_EVERY_MS = 15_000;

/**
 * Shows one line with the seconds passed while `work` runs: rewritten in place on a terminal, and
 * otherwise printed anew every 15 seconds so that a log shows that it is alive.
 */
export async function withProgress({ title, hint = '' }, work) {
	const started = Date.now();
	const seconds = () => Math.round((Date.now() - started) / 1000);
	const live = process.stdout.isTTY && !process.env.CI;
	const line = (end) => `${title}${end} (${seconds()} s)`;
	const show = () => process.stdout.write(`\r\x1b[K${line('…')}${hint && ` ${hint}`}`);
	if (live) show();
	else console.log(`${title}…${hint && ` ${hint}`}`);
	const timer = live
		? setInterval(show, LIVE_EVERY_MS)
		: setInterval(() => console.log(line('…')), PLAIN_EVERY_MS);
	try {
		const result = await work();
		console.log(`${live ? '\r\x1b[K' : ''}${line(': done')}`);
		return result;
	} catch (error) {
		if (live) process.stdout.write('\n');
		throw error;
	} finally {
		clearInterval(timer);
	}
}
