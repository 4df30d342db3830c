import type { Denial } from './authenticate';

/** What is wrong with a request, to be put behind "refused: ", and what to do about it. */
export interface DenialWords {
	finding: string;
	nextStep: string;
}

const FINDINGS: Record<Denial, string> = {
	noKey: 'no callback key is known to check it with',
	missing: "it carries no 'sign' and 't'",
	malformed: "its 'sign' or 't' does not look like Tencent's",
	expired: "its 't' passed longer ago than 'Expiry Tolerance' allows",
	tooFarAhead: "its 't' is more than 24 hours ahead",
	wrongSign: "its 'sign' does not fit the callback key",
};

const NEXT_STEPS: Record<Exclude<Denial, 'noKey' | 'wrongSign'>, string> = {
	missing:
		"Set a callback key in the callback template. Tencent never signs relay and stream monitoring callbacks: turn on 'Accept Unsigned Events' to take these",
	malformed: 'Look for what else sends requests to this address',
	expired: "Set the clock of the n8n server, or raise 'Expiry Tolerance'",
	tooFarAhead: 'Set the clock of the n8n server',
};

/** Words for a denied request; `keyInCredential` tells where its key should have come from. */
export function denialWords(denial: Denial, keyInCredential: boolean): DenialWords {
	return { finding: FINDINGS[denial], nextStep: `${nextStepOf(denial, keyInCredential)}.` };
}

/**
 * The same for a callback of another Tencent product, which is no live event whatever it is signed
 * with; undefined where the payload does not look like one.
 */
export function otherProductWords(payload: Record<string, unknown>): DenialWords | undefined {
	const product = otherProductIn(payload);
	return product === undefined
		? undefined
		: {
				finding: `it is a callback of ${product}, another product of Tencent Cloud`,
				nextStep:
					"Take this address out of that product's callback settings; n8n's 'Webhook' node receives such callbacks.",
			};
}

// By fields that no live event has.
function otherProductIn(payload: Record<string, unknown>): string | undefined {
	if (Object.hasOwn(payload, 'event_type')) return undefined;
	if (Object.hasOwn(payload, 'EventGroupId')) return 'TRTC (real-time communication)';
	return Object.hasOwn(payload, 'EventType') ? 'VOD (video on demand)' : undefined;
}

function nextStepOf(denial: Denial, keyInCredential: boolean): string {
	if (denial === 'noKey') {
		return keyInCredential
			? "Select a 'Tencent LVB Callback API' credential that holds the callback key"
			: 'Deactivate the workflow and activate it again, so that it reads the key from Tencent';
	}
	if (denial === 'wrongSign') {
		return keyInCredential
			? "Compare the key of the callback template with the one in the 'Tencent LVB Callback API' credential"
			: 'Where this goes on for more than 10 minutes, deactivate the workflow and activate it again';
	}
	return NEXT_STEPS[denial];
}
