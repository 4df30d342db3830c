import { type INode, NodeApiError, NodeOperationError, WebhookPathTakenError } from 'n8n-workflow';

import type { Advice, Refused } from '../advice';
import { detailsOf, type Refusal } from './refusal';

interface ExceptionOptions {
	/** Item that it is about; n8n shows its number. */
	itemIndex?: number;
}

/**
 * An activation that is refused for good. n8n tries every other one four times more within 15 s and
 * tells nothing meanwhile: the class that it extends is the one that n8n takes for final
 * (n8n's `isTransientActivationError`). An n8n that does not know the difference shows the same text
 * after its tries.
 */
class FinalRefusal extends WebhookPathTakenError {
	constructor(node: INode, message: string) {
		super(node.name);
		this.node = node;
		this.message = message;
		// It begins with the words of the other class.
		this.stack = `${this.name}: ${message}`;
	}
}

/** n8n's exception for an activation that no repetition mends, told in one text. */
export const finalRefusal = (node: INode, message: string): WebhookPathTakenError =>
	new FinalRefusal(node, message);

const UNKNOWN = 'The operation ended for an unknown reason';

/**
 * n8n's exception for what a person has to mend, told with what to do or in one text. This file alone
 * makes exceptions: n8n's classes put a sentence of their own in place of a message in which they
 * find the code of a system error, in any case and anywhere, so that `liveaccess` or
 * `TemplatePermission` would be told as a question of file permissions. The message made here is the
 * one that is shown.
 */
export function operationError(
	node: INode,
	told: Advice | string,
	{ itemIndex }: ExceptionOptions = {},
): NodeOperationError {
	const [message, description] = typeof told === 'string' ? [told] : [told.message, told.nextStep];
	return saying(new NodeOperationError(node, message, { description, itemIndex }), message);
}

/**
 * What was read, where it can be used.
 *
 * @throws NodeOperationError that says why not, and what to do.
 */
export function accepted<Reading extends { ok: true }>(
	node: INode,
	reading: Reading | Refused,
	options: ExceptionOptions,
): Reading {
	if (reading.ok) return reading;
	throw operationError(node, reading, options);
}

const ofStopped = new WeakSet<object>();

/** Whether something was thrown for a call only because its run was stopped. */
export const isOfStopped = (thrown: unknown): boolean =>
	typeof thrown === 'object' && thrown !== null && ofStopped.has(thrown);

/** n8n's exception for a refusal: its message says what happened, its description what to do. */
export function refusalError(
	node: INode,
	refusal: Refusal,
	{ itemIndex }: ExceptionOptions = {},
): NodeApiError {
	const { message, code, requestId } = refusal;
	// Nothing of the request goes along: it would carry the signature and the session token.
	const answer = { tencentCode: code, requestId: requestId ?? null };
	const description = detailsOf(refusal);
	const exception = new NodeApiError(node, answer, { message, description, itemIndex });
	if (refusal.category === 'stopped') ofStopped.add(exception);
	return saying(exception, message);
}

/** n8n's exception for whatever was thrown while an item was worked on; one of n8n's own stays. */
export function exceptionOf(
	node: INode,
	thrown: unknown,
	{ itemIndex }: { itemIndex: number },
): NodeApiError | NodeOperationError {
	if (thrown instanceof NodeApiError || thrown instanceof NodeOperationError) {
		thrown.context.itemIndex ??= itemIndex;
		return thrown;
	}
	const message = messageOf(thrown);
	if (!(thrown instanceof Error)) return operationError(node, message, { itemIndex });
	return saying(new NodeOperationError(node, thrown, { itemIndex }), message);
}

function messageOf(thrown: unknown): string {
	if (typeof thrown === 'string' && thrown !== '') return thrown;
	if (typeof thrown !== 'object' || thrown === null) return UNKNOWN;
	const { message, name } = thrown as { message?: unknown; name?: unknown };
	const words = [message, name].find((text) => typeof text === 'string' && text !== '');
	return words === undefined ? UNKNOWN : String(words);
}

function saying<Exception extends NodeApiError | NodeOperationError>(
	exception: Exception,
	message: string,
): Exception {
	exception.message = message;
	// Where n8n replaced the message, it shows the first one among the details.
	exception.messages = exception.messages.filter((text) => text !== message);
	return exception;
}
