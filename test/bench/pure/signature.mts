import { createRequire } from 'node:module';
import { builtCallback } from '../builtCallback.mts';
import type { Candidate } from '../measure/alternate.mts';
import { KEY, NOW, payloadsOf } from './payloads.mts';

/** The part of Stripe's library that checks who sent an event. */
interface StripeWebhooks {
	constructEvent(payload: string, header: string, secret: string): unknown;
	generateTestHeaderString(options: { payload: string; secret: string }): string;
}

export const OURS = 'this package';
export const STRIPE = "Stripe's constructEvent";

/**
 * The check of a signature alone, beside that of the library that most people know. Stripe's also
 * parses the body, which its signature covers and Tencent's does not: the two do not do the same,
 * and both refuse what was not signed.
 */
export function signatureCandidates(): Candidate[] {
	const { authenticate } = builtCallback();
	const webhooks = stripeWebhooks();
	const payloads = payloadsOf('streamBegin');
	const events = payloads.map((event) => {
		const payload = JSON.stringify(event);
		return { payload, header: webhooks.generateTestHeaderString({ payload, secret: KEY }) };
	});
	const options = { keys: [KEY], now: NOW, toleranceSeconds: 300 };
	return [
		{
			name: OURS,
			work(index) {
				const body = payloads[index % payloads.length];
				const verdict = authenticate({ body, query: {} }, options);
				if (!verdict.ok) throw new Error('not genuine');
				return verdict;
			},
		},
		{
			name: STRIPE,
			work(index) {
				const { payload, header } = events[index % events.length];
				return webhooks.constructEvent(payload, header, KEY);
			},
		},
	];
}

function stripeWebhooks(): StripeWebhooks {
	const stripe = createRequire(import.meta.url)('stripe') as new (key: string) => {
		webhooks: StripeWebhooks;
	};
	return new stripe('sk_test_none').webhooks;
}
