import { EVENTS, EVENT_KEYS } from '../../../nodes/callback/generated/events.ts';
import { streamNameOf } from '../../../nodes/callback/events.ts';
import { catalogue } from '../../tools/catalogue/events.mts';
import { at, decoded, payloadOf } from './decoded.mts';

const SPELLINGS: Array<[to: string, names: string[]]> = [
	['appId', ['appid', 'appId']],
	['domain', ['app', 'domain']],
	['appName', ['appname', 'path']],
	['streamName', ['stream_id', 'streamId']],
	['channelId', ['channel_id', 'channelId']],
];

const EVERY_SPELLING = EVENT_KEYS.flatMap((key) =>
	SPELLINGS.flatMap(([to, names]) => names.map((name) => [key, name, to, names] as const)),
);

const EVENT_GROUPS = Object.fromEntries(catalogue.events.map(({ key, group }) => [key, group]));

const without = (names: string[]) => Object.fromEntries(names.map((name) => [name, undefined]));

describe('a common field', () => {
	test.each(EVERY_SPELLING)('of %s is recognised as %s', (key, name, to, names) => {
		const value = to === 'appId' ? 1250000001 : 'another';
		const item = decoded(payloadOf(key, { ...without(names), [name]: value }));
		expect(item[to]).toBe(value);
		expect(item.validation).toMatchObject({ ok: true, unknownFields: [] });
	});

	test('under two names is taken from the documented one', () => {
		const item = decoded(payloadOf('audioModeration', { domain: 'right.example.com', app: 'x' }));
		expect(item.domain).toBe('right.example.com');
		expect(decoded(payloadOf('streamEnd', { app: 'right.example.com', domain: 'x' })).domain).toBe(
			'right.example.com',
		);
	});

	test('that is null counts as one that is not there', () => {
		const item = decoded(payloadOf('streamEnd', { app: null, domain: 'push.example.com' }));
		expect(item.domain).toBe('push.example.com');
		expect(item.validation.ok).toBe(true);
	});

	test('that is null under one name and missing under the other is reported once', () => {
		const { validation } = decoded(payloadOf('streamEnd', { app: undefined, domain: null }));
		expect(validation.problems).toEqual([{ field: 'app', problem: 'is missing' }]);
	});

	test('under another name is reported under that name', () => {
		const { validation } = decoded(payloadOf('streamEnd', { app: undefined, domain: [1] }));
		expect(validation.problems).toEqual([{ field: 'domain', problem: 'must be string' }]);
	});

	test('comes before the group, in one order for all events', () => {
		const order = ['appId', 'domain', 'appName', 'streamName', 'channelId', 'streamParams'];
		for (const key of EVENT_KEYS) {
			const names = Object.keys(decoded(payloadOf(key)));
			expect(names.slice(0, 7)).toEqual([
				'event',
				'eventName',
				'summary',
				'eventType',
				'deliveryId',
				'occurredAt',
				'receivedAt',
			]);
			const common = names.filter((name) => order.includes(name));
			expect(names.slice(7, 7 + common.length)).toEqual(common);
			expect(common).toEqual(order.filter((name) => common.includes(name)));
		}
	});
});

describe('a group', () => {
	/** The names that a group has, in the order of the catalogue. */
	const namesIn = (fields: Array<{ to: string | null }>, group: string) => {
		const names = fields.flatMap(({ to }) =>
			to?.startsWith(`${group}.`) ? [to.split('.')[1]!] : [],
		);
		return [...new Set(names)];
	};

	// Whatever is missing, what people look for stays before what only keeps the books.
	test.each(EVENT_KEYS)('of %s has its fields in the order of the catalogue', (key) => {
		const { fields, group } = catalogue.events.find((event) => event.key === key)!;
		const order = namesIn(fields, group);
		const sent = Object.keys(payloadOf(key)).filter((name) => name !== 'event_type');
		for (const missing of [[], ...sent.map((name) => [name]), sent.slice(1), sent]) {
			const item = decoded(payloadOf(key, without(missing)));
			const names = Object.keys(item[group] as object);
			expect(names).toEqual(order.filter((name) => names.includes(name)));
		}
	});

	test.each([
		['streamEnd', 'durationMs', 'sequence'],
		['recordingFile', 'url', 'fileId'],
		['imageModeration', 'suggestion', 'imageUrl'],
		['audioModeration', 'suggestion', 'sequence'],
		['pushException', 'faults', 'sequence'],
	] as const)('of %s begins with %s, long before %s', (key, first, late) => {
		const item = decoded(payloadOf(key));
		const names = Object.keys(item[EVENT_GROUPS[key]!] as object);
		expect(names[0]).toBe(first);
		expect(names.indexOf(late)).toBeGreaterThan(2);
	});
});

describe('the name of the stream', () => {
	test.each(EVENT_KEYS)('of %s is found without decoding', (key) => {
		expect(streamNameOf(payloadOf(key))).toBe(decoded(payloadOf(key)).streamName);
	});

	test.each([
		[42, '42'],
		[' room ', 'room'],
		[{}, undefined],
		[null, undefined],
	])('%p is %p', (stream_id, name) => {
		expect(streamNameOf({ stream_id })).toBe(name);
	});
});

describe('a field that Tencent always sends', () => {
	const rows = catalogue.events.flatMap((event) =>
		event.fields
			.filter(({ required, to }) => required === 'always' && to !== null)
			.map(({ from, to }) => [EVENTS[event.key as 'snapshot'].key, from, to!] as const),
	);

	test.each(rows)('is null and reported where it is missing: %s.%s', (key, from, to) => {
		for (const missing of [undefined, null]) {
			const item = decoded(payloadOf(key, { [from]: missing }));
			expect(at(item, to)).toBeNull();
			expect(item.validation.problems).toEqual([{ field: from, problem: 'is missing' }]);
		}
	});
});

describe('a field that Tencent sends sometimes', () => {
	const rows = catalogue.events.flatMap((event) =>
		event.fields
			.filter(({ required, to }) => required !== 'always' && to !== null && to !== 'occurredAt')
			.map((field) => [EVENTS[event.key as 'snapshot'].key, field.from, field.to!, event] as const),
	);

	test.each(rows)('is absent where it is missing: %s.%s', (key, from, to, event) => {
		const names = event.fields.filter((field) => field.to === to).map((field) => field.from);
		for (const missing of [undefined, null]) {
			const item = decoded(payloadOf(key, { ...without(names), [from]: missing }));
			expect(at(item, to)).toBeUndefined();
			expect(item.validation.ok).toBe(true);
		}
	});
});

describe('two names of one field', () => {
	test.each([
		['the right one', { score: [99], socre: [1] }],
		['the misspelt one alone', { score: undefined, socre: [99] }],
		['the misspelt one beside null', { score: null, socre: 99 }],
		['the right one beside nonsense', { score: 99, socre: 'much' }],
	])('give the value of %s', (_reason, changes) => {
		const item = decoded(payloadOf('imageModeration', changes));
		expect(at(item, 'moderation.scores')).toEqual([99]);
		expect(item.validation).toMatchObject({ ok: true, unknownFields: [] });
	});
});
