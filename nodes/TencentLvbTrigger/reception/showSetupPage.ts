import type { IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';

/**
 * Answers a browser that opens the webhook's address: proof that it can be reached, without any
 * secret or state.
 */
export function showSetupPage(context: IWebhookFunctions): IWebhookResponseData {
	const response = context.getResponseObject();
	response.setHeader('Content-Type', 'text/html; charset=utf-8');
	response.setHeader('Content-Security-Policy', "default-src 'none'");
	response.status(200).end(setupPage(context.getWorkflow().name ?? ''));
	return { noWebhookResponse: true };
}

/** The page as HTML, with the workflow's name escaped. */
export function setupPage(workflowName: string): string {
	return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Tencent LVB callbacks</title></head>
<body>
<p>This address receives Tencent LVB callbacks of the workflow &ldquo;${escapeHtml(workflowName)}&rdquo;.</p>
<p>Tencent Cloud sends them by POST.</p>
</body>
</html>
`;
}

const ESCAPES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ESCAPES[character]);
}
