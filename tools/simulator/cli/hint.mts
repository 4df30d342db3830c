import type { StepSummary } from '../scenario/summarize.mts';

type Result = StepSummary['deliveries'][number];

/** What to do about a callback that was not taken, by what the receiver said. */
export function hintFor({ status, error }: Result): string {
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
