import type { INode, NodeApiError } from 'n8n-workflow';
import { apiError } from './exception';
import type { Refusal } from './refusal';
import { detailsOf } from './refusalText';

/** n8n's exception for a refusal: its message says what happened, its description what to do. */
export function refusalError(
	node: INode,
	refusal: Refusal,
	{ itemIndex }: { itemIndex?: number } = {},
): NodeApiError {
	const { message, code, requestId } = refusal;
	// Nothing of the request goes along: it would carry the signature and the session token.
	const answer = { tencentCode: code, requestId: requestId ?? null };
	return apiError(node, message, { answer, description: detailsOf(refusal), itemIndex });
}
