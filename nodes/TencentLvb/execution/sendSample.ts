import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { type EventKey, EVENTS } from '../../callback/generated/events';
import { readPayload } from '../../callback/request';
import { freshenTimes, samplePayload } from '../../callback/sample';
import { signCallback } from '../../callback/signature';
import { bindingOf, type Port, readAccount } from '../../callbackTemplate/account';
import { tryLiveApi } from '../../liveApi/call';
import { operationError } from '../../liveApi/exception';
import { refusalError } from '../../liveApi/refusal';

/** Tencent sets `t` this far ahead (Tencent doc 32744). */
const SIGNATURE_LIFE_SECONDS = 600;

/**
 * A callback as if the event had just happened: the catalogue's sample with the field 'Overrides'
 * merged in, and signed. A `t` of the overrides is the one that is signed.
 *
 * @throws NodeOperationError where the event or the overrides are none.
 */
export function composeCallback(
	context: IExecuteFunctions,
	event: EventKey,
	{ key, itemIndex }: { key: string; itemIndex: number },
): IDataObject {
	if (!Object.hasOwn(EVENTS, event)) {
		throw operationError(context.getNode(), `There is no event "${String(event)}"`, {
			description: "Pick one under 'Event'",
			itemIndex,
		});
	}
	const overrides = overridesOf(context, itemIndex);
	const now = Date.now();
	const sample = freshenTimes(samplePayload(event) as IDataObject, now);
	const t = overrides.t ?? Math.floor(now / 1000) + SIGNATURE_LIFE_SECONDS;
	return applyOverrides({ ...sample, t, sign: signCallback(key, t as number) }, overrides);
}

function overridesOf(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const given = context.getNodeParameter('overrides', itemIndex, {});
	const read = readPayload(given === '' ? {} : given);
	if (read.ok) return read.payload as IDataObject;
	throw operationError(context.getNode(), `'Overrides' can't be used: ${read.message}`, {
		description: 'Enter a JSON object such as {"stream_id": "room-42", "errmsg": null}',
		itemIndex,
	});
}

/**
 * A copy of the payload with the overrides merged in (RFC 7396): objects are merged, anything else
 * is replaced, and null removes the field.
 */
export function applyOverrides(payload: IDataObject, overrides: IDataObject): IDataObject {
	const fields = new Map(Object.entries(payload));
	for (const [name, value] of Object.entries(overrides)) {
		const old = fields.get(name);
		if (value === null) fields.delete(name);
		else if (isObject(value)) fields.set(name, applyOverrides(isObject(old) ? old : {}, value));
		else fields.set(name, value);
	}
	// Unlike assignments, this keeps a field named __proto__ an ordinary one.
	return Object.fromEntries(fields);
}

function isObject(value: unknown): value is IDataObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whoever sends a sample may wait while there are too many requests. */
const RATE_LIMIT_WAIT_MS = 60_000;

/**
 * The key of the callback template that is bound to the push domain (in lower case) and app, be it
 * by a rule of the app or of the whole domain.
 *
 * @throws NodeApiError where Tencent refuses, NodeOperationError where there is no template or key.
 */
export async function boundTemplateKey(
	context: IExecuteFunctions,
	{ domain, app, itemIndex }: { domain: string; app: string; itemIndex: number },
): Promise<string> {
	const port: Port = async (action, body) =>
		await tryLiveApi(context, action, body, { rateLimitWaitMs: RATE_LIMIT_WAIT_MS });
	const account = await readAccount(port);
	if (!account.ok) throw refusalError(context.getNode(), account.refusal, { itemIndex });
	const { rule, template } = bindingOf(account.found, { domain, app });
	if (template?.key) return template.key;
	const [message, description] = wordsFor({ domain, app, templateId: rule?.templateId, template });
	throw operationError(context.getNode(), message, { description, itemIndex });
}

function wordsFor({
	domain,
	app,
	templateId,
	template,
}: {
	domain: string;
	app: string;
	templateId?: number | string;
	template?: object;
}): [message: string, description: string] {
	if (templateId === undefined) {
		return [
			`${domain} with the app name "${app}" is bound to no callback template`,
			"Activate the workflow of the trigger first, or choose 'From Credential'",
		];
	}
	if (template === undefined) {
		return [
			`The callback template ${templateId} that ${domain} is bound to no longer exists`,
			"Activate the workflow of the trigger again, or choose 'From Credential'",
		];
	}
	return [
		`The callback template ${templateId} of ${domain} has no callback key`,
		'Set one in the Tencent console, under Live Stream Callback',
	];
}

/** As long as Tencent itself waits for an answer (Tencent doc 38080). */
const TIMEOUT_MS = 20_000;

/** What came back; `body` is parsed where it is JSON. */
interface CallbackAnswer {
	status: number;
	body: unknown;
	durationMs: number;
}

/**
 * Posts a payload as Tencent does. Any HTTP status is an answer, redirects are not followed.
 *
 * @throws NodeOperationError that names the address where no answer came.
 */
export async function postCallback(
	context: IExecuteFunctions,
	payload: IDataObject,
	{ url, itemIndex }: { url: string; itemIndex: number },
): Promise<CallbackAnswer> {
	const startedAt = Date.now();
	try {
		const response = (await context.helpers.httpRequest({
			method: 'POST',
			url,
			headers: { 'content-type': 'application/json' },
			body: Buffer.from(JSON.stringify(payload)),
			encoding: 'text',
			returnFullResponse: true,
			ignoreHttpStatusErrors: true,
			disableFollowRedirect: true,
			timeout: TIMEOUT_MS,
		})) as { statusCode: number; body: unknown };
		const durationMs = Date.now() - startedAt;
		return { status: response.statusCode, body: parsed(response.body), durationMs };
	} catch (error) {
		const cause = error instanceof Error ? error.message : String(error);
		throw operationError(context.getNode(), `No answer came from ${url}`, {
			description: `${cause}. Check that the address is complete and that n8n can reach it.`,
			itemIndex,
		});
	}
}

function parsed(body: unknown): unknown {
	if (typeof body !== 'string') return body;
	try {
		return JSON.parse(body) as unknown;
	} catch {
		return body;
	}
}
