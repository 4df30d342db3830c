import { deliveryIdOf, eventOf, isProven } from '../../../nodes/callback/events.ts';
import { catalogue, exampleRows } from '../../tools/catalogue/events.mts';

type Payload = Record<string, unknown>;

const idOf = (payload: Payload) => deliveryIdOf(payload, eventOf(payload));

/** Every way in which a field can be there without a value. */
const EMPTY = [undefined, null, '', ' \t', 0, '0', [], {}];

/** The payload with something else at the path, in every object of a list. */
function changed(
	value: unknown,
	[name, ...others]: string[],
	fresh: (old: unknown) => unknown,
): unknown {
	if (name === undefined) return fresh(value);
	if (Array.isArray(value)) return value.map((member) => changed(member, [name, ...others], fresh));
	const members = { ...(value as Payload) };
	if (!(name in members) && others.length > 0) return members;
	const next = changed(members[name], others, fresh);
	if (next === undefined) delete members[name];
	else members[name] = next;
	return members;
}

const subsetsOf = <T,>(list: T[]): T[][] =>
	list.reduce<T[][]>((sets, member) => [...sets, ...sets.map((set) => [...set, member])], [[]]);

// One example of 2019 has no number, and is of no known event by itself.
const walks = exampleRows.flatMap(([name, event, { payload }]) =>
	subsetsOf(event.proof).map(
		(emptied) =>
			[
				`${name} without ${emptied.map(({ from }) => from).join() || 'nothing'}`,
				event,
				{ event_type: event.eventTypes[0], ...payload },
				emptied,
			] as const,
	),
);

describe('a repetition is told from another happening', () => {
	test.each(walks)(
		'%s: only where a field that differs has a value',
		(_name, event, payload, emptied) => {
			for (const nothing of EMPTY) {
				const bare = emptied.reduce<unknown>(
					(body, { from }) => changed(body, from.split('.'), () => nothing),
					payload,
				) as Payload;
				// Which of the other fields the example has is asked of the payload, not of our code.
				const left = event.proof.filter((part) => !emptied.includes(part)).map(({ from }) => from);
				const texts = left.map((from) => JSON.stringify(valueAt(bare, from.split('.')) ?? ''));
				expect(isProven(bare)).toBe(texts.some((text) => /[1-9a-z]/i.test(text)));
			}
		},
	);

	test.each(catalogue.events)(
		'$key: two happenings never share an id where that is so',
		(event) => {
			for (const example of event.payloads) {
				const payload = { event_type: event.eventTypes[0], ...example.payload };
				for (const { from } of event.proof) {
					const path = from.split('.');
					const only = event.proof
						.filter((part) => part.from !== from)
						.reduce<unknown>(
							(body, part) => changed(body, part.from.split('.'), () => ''),
							payload,
						);
					const one = changed(only, path, () => '1700000001') as Payload;
					const other = changed(only, path, () => '1700000002') as Payload;
					if (!isProven(one)) continue;
					expect(idOf(one)).not.toBe(idOf(other));
					expect(idOf({ ...one, t: 1, sign: 'a' })).toBe(idOf(one));
				}
			}
		},
	);

	test.each(catalogue.events)('$key: by nothing else, whatever else there is', (event) => {
		for (const example of event.payloads) {
			const payload = { event_type: event.eventTypes[0], ...example.payload };
			const bare = event.proof.reduce<unknown>(
				(body, { from }) => changed(body, from.split('.'), () => null),
				payload,
			) as Payload;
			expect(isProven(bare)).toBe(false);
			const { t: _t, sign: _sign, ...rest } = bare;
			expect(idOf(bare)).toBe(idOf(rest));
			for (const name of Object.keys(rest)) {
				if (name === 'event_type') continue;
				expect(idOf({ ...bare, [name]: 'another' })).not.toBe(idOf(bare));
			}
		}
	});

	test.each([
		['a time', { event_time: 1700000000 }, true],
		['a running number', { seq: '7' }, true],
		['a request', { request_id: 'a' }, true],
		['the number of a task', { task_id: '7' }, false],
		['a name', { stream_id: 'room-42' }, false],
		['an empty time', { event_time: '' }, false],
	])('of a number that is not known: %s', (_what, fields, expected) => {
		expect(isProven({ event_type: 4242, ...fields })).toBe(expected);
	});

	test('of pieces of sound with one task: where all else is the same', () => {
		const piece = (asr_text: string) => ({ event_type: 315, stream_id: 'a', task_id: 7, asr_text });
		expect(isProven(piece('one'))).toBe(true);
		expect(idOf(piece('one'))).not.toBe(idOf(piece('two')));
	});

	test('of a status that comes again: by its running number or its time', () => {
		const status = (seq: string, event_time: number) => ({
			...{ event_type: 332, session_id: '1', record_event: 'record_paused', seq, event_time },
		});
		const all = [
			status('1', 1700000001),
			status('2', 1700000001),
			status('', 1700000001),
			status('', 1700000002),
		];
		expect(new Set(all.map(idOf)).size).toBe(4);
		expect(all.map(isProven)).toEqual([true, true, true, true]);
	});
});

function valueAt(value: unknown, [name, ...others]: string[]): unknown {
	if (name === undefined) return value;
	if (Array.isArray(value)) return value.map((member) => valueAt(member, [name, ...others]));
	return valueAt((value as Payload | null | undefined)?.[name] ?? undefined, others);
}
