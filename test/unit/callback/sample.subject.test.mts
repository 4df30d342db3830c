import { decodeCallback } from '../../../nodes/callback/decode.ts';
import { EVENT_KEYS } from '../../../nodes/callback/generated/events.ts';
import { aboutSubject, samplePayload } from '../../../nodes/callback/sample.ts';

const decoded = (payload: Record<string, unknown>) =>
	decodeCallback(payload as never, { receivedAt: 0, authenticated: true, expiresAt: 0 });

const SUBJECT = { domain: 'push.mine.com', appName: 'show', streamName: 'room-42' };

describe.each(EVENT_KEYS)('a sample of %s about another subject', (event) => {
	test('is decoded with its names, wherever the event says any', () => {
		const before = decoded(samplePayload(event));
		const after = decoded(aboutSubject(samplePayload(event), SUBJECT));
		for (const [part, name] of Object.entries(SUBJECT)) {
			const former = before[part as keyof typeof before];
			expect([part, after[part as keyof typeof after]]).toEqual([
				part,
				former === null || former === undefined ? former : name,
			]);
		}
		expect(after.validation).toEqual(before.validation);
	});

	test('is the same sample where nothing is given, and a copy', () => {
		const sample = samplePayload(event);
		expect(aboutSubject(sample, {})).toEqual(sample);
		expect(aboutSubject(sample, { domain: undefined })).toEqual(sample);
		expect(aboutSubject(sample, SUBJECT)).not.toBe(sample);
		expect(sample).toEqual(samplePayload(event));
	});
});
