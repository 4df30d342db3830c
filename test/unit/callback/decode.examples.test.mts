import { completeRows, exampleRows } from '../../tools/catalogue/events.mts';
import { at, decoded } from './decoded.mts';
import { expectedValue } from './expectedValue.mts';

describe('an example of the catalogue', () => {
	test.each(completeRows)('%s is decoded without a problem', (_name, { key }, { payload }) => {
		const item = decoded(payload);
		expect(item.event).toBe(key);
		expect(item.validation).toMatchObject({ ok: true, problems: [], unknownFields: [] });
		expect(item).not.toHaveProperty('extra');
	});

	test.each(completeRows)(
		'%s has every field where the catalogue says',
		(_name, event, { payload }) => {
			const item = decoded(payload);
			for (const field of event.fields) {
				if (field.to === null || !(field.from in payload)) continue;
				const expected = expectedValue(field, payload);
				expect({ path: field.to, value: at(item, field.to) }).toEqual({
					path: field.to,
					value: expected,
				});
			}
		},
	);

	test.each(completeRows)('%s says when it happened', (_name, { occurredAt }, { payload }) => {
		const { occurredAt: instant } = decoded(payload);
		if (occurredAt === null || !(occurredAt.from in payload)) {
			expect(instant).toBeNull();
		} else {
			const milliseconds = Number(payload[occurredAt.from]) * (occurredAt.unit === 's' ? 1000 : 1);
			const delay = Date.parse(instant as string) - milliseconds;
			expect(delay >= 0 && delay < 1000).toBe(true);
		}
	});

	test.each(exampleRows.filter(([, , { lacks }]) => lacks && !lacks.includes('event_type')))(
		'%s is delivered with the fields it lacks as null',
		(_name, event, { payload, lacks }) => {
			const item = decoded(payload);
			expect(item.validation.problems).toEqual(
				lacks!.map((field) => ({ field, problem: 'is missing' })),
			);
			for (const name of lacks!) {
				const { to } = event.fields.find(({ from }) => from === name)!;
				expect(at(item, to!)).toBeNull();
			}
		},
	);

	test('without event_type is delivered whole as an unknown event', () => {
		const [, , { payload }] = exampleRows.find(([, , { lacks }]) => lacks?.includes('event_type'))!;
		expect(decoded(payload)).toMatchObject({
			event: 'unknown',
			eventType: null,
			streamName: payload.streamId,
			extra: payload,
			validation: { ok: true },
		});
	});
});
