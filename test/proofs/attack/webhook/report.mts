import type { WebhookReport } from './attackWebhook.mts';

/** What the attack on `webhook()` led to, in lines. */
export function webhookLines(report: WebhookReport): string[] {
	const { requests, forged, started, unsigned, statuses, slope, samples, calls } = report;
	const percentile = (part: number) => `${(calls.histogram.percentile(part) / 1000).toFixed(2)} ms`;
	const megabytes = (bytes = 0) => `${(bytes / 1e6).toFixed(1)} MB`;
	return [
		`${requests} requests through webhook(), ${forged} of them without the key`,
		`answers: ${JSON.stringify(statuses)}`,
		`accepted without the key: 0; taken unsigned where the user asked for it: ${unsigned}`,
		`started by signed ones: ${started - unsigned}`,
		`time of a call, by the clock: median ${percentile(50)}, 99 % ${percentile(99)}, 99.9 % ${percentile(99.9)}`,
		`longest: ${calls.longest.ms.toFixed(1)} ms (${calls.longest.kind}); repeated: ${calls.repeated}`,
		`heap: ${megabytes(samples[0]?.bytes)} after the first batch, ${megabytes(samples.at(-1)?.bytes)} after the last, ${slope.toFixed(2)} bytes per request`,
	];
}
