import { trimmedFrom } from './convert/text';
import { eventOf } from './eventOf';
import { DECODERS } from './generated/decoders';
import type { Payload } from './payload';

/** What tells a stream from others; a field that the payload lacks is absent. */
export type CommonFields = { domain?: string; appName?: string; streamName?: string };

const NAMES = ['domain', 'appName', 'streamName'] as const;

/** Push domain, AppName and stream name of a callback, under whatever name its event has them. */
export function commonFieldsOf(payload: Payload): CommonFields {
	const common = DECODERS[eventOf(payload)?.key ?? 'unknown'].common(payload);
	const fields: CommonFields = {};
	for (const name of NAMES) {
		const value = trimmedFrom(common[name]);
		if (value !== undefined) fields[name] = value;
	}
	return fields;
}
