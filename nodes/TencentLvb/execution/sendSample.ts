import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import type { Advice } from '../../advice';
import { type EventKey, EVENTS } from '../../callback/generated/events';
import { readPayload } from '../../callback/request';
import { aboutSubject, freshenTimes, samplePayload } from '../../callback/sample';
import { signCallback } from '../../callback/signature';
import {
	bindingOf,
	type Port,
	readAccount,
	type Template,
	type TemplateId,
} from '../../callbackTemplate/account';
import { codeOf, postAsTencent } from '../../callbackTemplate/address';
import { readNote } from '../../callbackTemplate/ownership';
import { mergePatch, withoutSecrets } from '../../json/copy';
import { tryLiveApi } from '../../liveApi/call';
import { whyNoAnswer } from '../../liveApi/connection';
import { operationError, refusalError } from '../../liveApi/exception';
import type { OutputItem } from '../operation';
import { callbackKeysOf } from './decodeEvent';
import { pickedPlace } from '../places';

/**
 * Sends a sample of 'Event', signed as Tencent does, to 'URL' or to where the template sends that event,
 * and puts out what came back.
 *
 * @throws NodeOperationError where a field can't be used, there is no key or address, or no answer
 * came; NodeApiError where Tencent refuses to show the template.
 */
export async function sendSample(
	context: IExecuteFunctions,
	itemIndex: number,
): Promise<OutputItem[]> {
	const event = knownEvent(context, itemIndex);
	const { key, url, place } = await target(context, event, itemIndex);
	const signed = signedSample(context, event, { key, place, itemIndex });
	const answer = await answerTo(context, signed, { url, itemIndex });
	const payload = withoutSecrets(signed);
	return [{ json: { event, url, ...answer, payload } as IDataObject }];
}

function knownEvent(context: IExecuteFunctions, itemIndex: number): EventKey {
	const event = context.getNodeParameter('event', itemIndex) as EventKey;
	if (Object.hasOwn(EVENTS, event)) return event;
	throw operationError(
		context.getNode(),
		{ message: `There is no event "${String(event)}"`, nextStep: "Pick one under 'Event'" },
		{ itemIndex },
	);
}

interface Target {
	key: string;
	url: string;
	/** Whose event it is; absent where the key of a credential says nothing of it. */
	place?: Place;
}

async function target(
	context: IExecuteFunctions,
	event: EventKey,
	itemIndex: number,
): Promise<Target> {
	const entered = String(context.getNodeParameter('url', itemIndex, '')).trim();
	if (context.getNodeParameter('keySource', itemIndex) === 'credential') {
		if (entered === '') throw operationError(context.getNode(), noUrl, { itemIndex });
		return { key: (await callbackKeysOf(context, itemIndex))[0], url: entered };
	}
	const place = pickedPlace(context, itemIndex);
	const template = await boundTemplate(context, place, itemIndex);
	const url = entered || addressFor(event, template);
	if (url === '') {
		throw operationError(context.getNode(), addressless(event, template, place), { itemIndex });
	}
	return { key: template.key, url, place };
}

const noUrl: Advice = {
	message: "'URL' is empty",
	nextStep:
		"Enter the test or production URL of the trigger, or set 'Callback Key' to 'From Template', which has its address",
};

/** Whoever sends a sample may wait while there are too many requests. */
const RATE_LIMIT_WAIT_MS = 60_000;

/** The template that the push domain and app use, by whichever rule holds, with its key. */
async function boundTemplate(
	context: IExecuteFunctions,
	place: Place,
	itemIndex: number,
): Promise<Template> {
	const port: Port = async (action, body) =>
		await tryLiveApi(context, action, body, { rateLimitWaitMs: RATE_LIMIT_WAIT_MS });
	const account = await readAccount(port);
	if (!account.ok) throw refusalError(context.getNode(), account.refusal, { itemIndex });
	const { rule, template } = bindingOf(account.found, place);
	if (template?.key) return template;
	const advice =
		rule === undefined
			? unbound(place)
			: template === undefined
				? lost(rule.templateId, place)
				: keyless(rule.templateId, place);
	throw operationError(context.getNode(), advice, { itemIndex });
}

// No Describe action returns the address of recording status; a template of n8n has it in its note.
function addressFor(event: EventKey, { slots, description }: Template): string {
	const { slot } = EVENTS[event];
	if (slot === null) return '';
	const noted = slot === 'RecordStatusNotifyUrl' ? readNote(description).recordingStatusUrl : '';
	return slots[slot] ?? noted ?? '';
}

function addressless(event: EventKey, { id }: Template, { domain }: Place): Advice {
	const { slot, label } = EVENTS[event];
	if (slot === null) {
		return {
			message: `'${label}' is not part of a callback template, so none has an address for it`,
			nextStep: "Enter the test or production URL of the trigger under 'URL'",
		};
	}
	return {
		message: `The callback template ${id} of ${domain} has no address for '${label}'`,
		nextStep:
			"Publish a workflow whose trigger has this event selected, or enter an address under 'URL'",
	};
}

type Place = { domain: string; app: string };

const unbound = ({ domain, app }: Place): Advice => ({
	message: `${domain} with the app name "${app}" has no callback template`,
	nextStep: "Publish the workflow of the trigger first, or choose 'From Credential'",
});

const lost = (templateId: TemplateId, { domain }: Place): Advice => ({
	message: `The callback template ${templateId} of ${domain} no longer exists`,
	nextStep:
		"Unpublish the workflow of the trigger and publish it again, or choose 'From Credential'",
});

const keyless = (templateId: TemplateId, { domain }: Place): Advice => ({
	message: `The callback template ${templateId} of ${domain} has no callback key`,
	nextStep: 'Set one in the Tencent console, under Live Stream Callback',
});

/** Tencent sets `t` this far ahead (Tencent doc 32744). */
const SIGNATURE_LIFE_SECONDS = 600;

/**
 * A callback as if the event had just happened: the catalogue's sample with the field 'Overrides'
 * merged in, and signed. A `t` of the overrides is the one that is signed.
 */
function signedSample(
	context: IExecuteFunctions,
	event: EventKey,
	{ key, place, itemIndex }: Pick<Target, 'key' | 'place'> & { itemIndex: number },
): IDataObject {
	const overrides = overridesOf(context, itemIndex);
	const now = Date.now();
	// What the template sends is of its own domain and app.
	const subject = { domain: place?.domain, appName: place?.app };
	const sample = aboutSubject(freshenTimes(samplePayload(event), now), subject);
	const t = overrides.t ?? Math.floor(now / 1000) + SIGNATURE_LIFE_SECONDS;
	return mergePatch(
		{ ...sample, t, sign: signCallback(key, t as number) },
		overrides,
	) as IDataObject;
}

function overridesOf(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const given = context.getNodeParameter('overrides', itemIndex, {});
	const read = readPayload(given === '' ? {} : given);
	if (read.ok) return read.payload as IDataObject;
	throw operationError(
		context.getNode(),
		{
			message: `'Overrides' can't be used: ${read.message}`,
			nextStep: 'Enter a JSON object such as {"stream_id": "room-42", "errmsg": null}',
		},
		{ itemIndex },
	);
}

/** As long as Tencent itself waits for an answer (Tencent doc 38080). */
const TIMEOUT_MS = 20_000;

/** What came back; `body` is parsed where it is JSON. */
async function answerTo(
	context: IExecuteFunctions,
	payload: IDataObject,
	{ url, itemIndex }: { url: string; itemIndex: number },
): Promise<{ status: number; body: unknown; durationMs: number }> {
	const startedAt = Date.now();
	try {
		const { statusCode, body } = await postAsTencent(context, url, {
			body: payload,
			timeoutMs: TIMEOUT_MS,
		});
		return { status: statusCode, body, durationMs: Date.now() - startedAt };
	} catch (error) {
		throw operationError(
			context.getNode(),
			{
				message: `No answer came from ${url}: ${whyNoAnswer(codeOf(error))}`,
				nextStep:
					'Check that the address is complete, and that the n8n server can reach it: a proxy, a tunnel or a firewall may be in the way',
			},
			{ itemIndex },
		);
	}
}
