import { sleep } from 'n8n-workflow';
import type { IHookFunctions } from 'n8n-workflow';

import { freshenTimes, samplePayload, signCallback } from '../../callback';
import { isUnregistered } from '../../callbackTemplate/askAddress';
import { postAsTencent } from '../../callbackTemplate/postAsTencent';
import { warn } from './activation';
import type { RegistrationSettings } from './settings';
import { reasonOf } from './trouble';
import { nameThatPasses } from './streamNamePatterns';

/** n8n hands the key to the webhook some milliseconds after `create`; the rest is for a slow one. */
const PAUSES_MS = [250, 500, 1000, 2000, 4000];

const TIMEOUT_MS = 20_000;

/** As far ahead as Tencent sets `t`. */
const VALID_FOR_SECONDS = 600;

/** Names of the stream's name in payloads. */
const STREAM_NAMES = ['stream_id', 'streamId', 'channel_id'];

/**
 * Sends the first selected event's sample, signed, to the test URL, until it is taken. Settles
 * without a rejection whatever happens: nobody waits for it.
 */
export async function sendSample(
	context: IHookFunctions,
	settings: RegistrationSettings,
	{ url, key }: { url: string; key: string },
): Promise<void> {
	let finding = '';
	try {
		const sample = sampleOf(settings);
		for (const pause of PAUSES_MS) {
			await sleep(pause);
			const t = Math.floor(Date.now() / 1000) + VALID_FOR_SECONDS;
			const body = { ...sample, t, sign: signCallback(key, t) };
			const response = await postAsTencent(context, url, { body, timeoutMs: TIMEOUT_MS });
			if (response.statusCode === 200) return;
			finding = `HTTP ${response.statusCode}`;
			// Nobody listens any more. A proxy's 404 is none of n8n's.
			if (isUnregistered(response)) break;
		}
	} catch (error) {
		finding = reasonOf(error);
	}
	warn(context, `The sample event was not taken by ${url} (${finding}). Listen again.`);
}

// A sample that the node's own filter keeps out would never arrive.
function sampleOf({ events, streamNameFilter }: RegistrationSettings): Record<string, unknown> {
	const sample = freshenTimes(samplePayload(events[0].key), Date.now());
	const name = nameThatPasses(streamNameFilter);
	if (name === undefined) return sample;
	for (const field of STREAM_NAMES) if (field in sample) sample[field] = name;
	return sample;
}
