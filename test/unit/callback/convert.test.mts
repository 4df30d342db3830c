import { at, decoded, payloadOf } from './decoded.mts';
import type { EventKey } from '../../../nodes/callback/generated/events.ts';

const LONG_JSON = JSON.stringify(Array(32_768).fill(1));

type Row = [reason: string, value: unknown, expected: unknown];

/** Puts each value into one field and looks at one place of the item; no row has a problem. */
function converts(key: EventKey, field: string, path: string, rows: Row[]): void {
	test.each(rows)(`${key}.${field}: %s`, (_reason, value, expected) => {
		const item = decoded(payloadOf(key, { [field]: value }));
		expect(at(item, path)).toEqual(expected);
		expect(item.validation.problems).toEqual([]);
	});
}

/** The same for values that stay as they came and are reported. */
function reports(
	key: EventKey,
	field: string,
	path: string,
	rows: Array<[...Row, problem: string]>,
): void {
	test.each(rows)(`${key}.${field}: %s`, (_reason, value, expected, problem) => {
		const item = decoded(payloadOf(key, { [field]: value }));
		expect(at(item, path)).toEqual(expected);
		expect(item.validation).toMatchObject({ ok: false, problems: [{ field, problem }] });
	});
}

describe('a value that can be converted is no problem', () => {
	converts('recordingFile', 'file_size', 'recording.sizeBytes', [
		['an integer', 277941079, 277941079],
		['its digits', '277941079', 277941079],
		['a negative one', '-5', -5],
		['leading zeros', '007', 7],
		['minus nought', '-0', 0],
		['an integer beyond 2^53 as digits', '9007199254740993', '9007199254740993'],
		['an integer beyond 2^53 as a number', 2 ** 53, '9007199254740992'],
		['an integer beyond all notation', 1e21, '1000000000000000000000'],
	]);
	converts('recordingFile', 'duration', 'recording.durationSeconds', [
		['a fraction', 154.25, 154.25],
		['a decimal string', '154.25', 154.25],
		['a whole number as text', '154', 154],
		['a negative fraction', '-0.5', -0.5],
	]);
	converts('recordingFile', 'file_id', 'recording.fileId', [
		['a string as it came, white space too', ' 12 ', ' 12 '],
		['an empty string', '', ''],
		['a number', 12, '12'],
		['a fraction', 1.5, '1.5'],
		['a number beyond all notation', 1e21, '1000000000000000000000'],
	]);
	converts('audioModeration', 'HitFlag', 'moderation.hit', [
		['1', 1, true],
		['0', 0, false],
		['1 as text', '1', true],
		['0 as text', '0', false],
		['true', true, true],
	]);
	converts('imageModeration', 'type', 'moderation.types', [
		['a list', [1, 2], [1, 2]],
		['a bare number', 1, [1]],
		['a bare number as text', '1', [1]],
		['a list of texts', ['1', '2'], [1, 2]],
		['an empty list', [], []],
	]);
	converts('imageModeration', 'labelResults', 'moderation.labelResults', [
		[
			'keys in camel case, values as they came',
			[{ SubLabel: 'A_b', Score: '9' }],
			[{ subLabel: 'A_b', score: '9' }],
		],
		['a bare object', { Scene: 'Porn' }, [{ scene: 'Porn' }]],
	]);
	converts('recordingFile', 'video_url', 'recording.url', [
		['white space around a URL', ' http://a.example.com/b c \n', 'http://a.example.com/b c'],
		[
			'its secrets, which no rule hides',
			'http://a.example.com/?key=1',
			'http://a.example.com/?key=1',
		],
	]);
	converts('streamEnd', 'stream_id', 'streamName', [
		['white space around a stream name', ' room 42 ', 'room 42'],
		['a stream name sent as a number', 42, '42'],
	]);
	converts('recordingFile', 'callback_ext', 'recording.callbackExt', [
		['JSON in a string', '{"video_codec":"h264"}', { videoCodec: 'h264' }],
		[
			'JSON in a string in a string',
			JSON.stringify('{"video_codec":"h264"}'),
			{ videoCodec: 'h264' },
		],
		['a list in a string', '[{"video_codec":1}]', [{ videoCodec: 1 }]],
		['an object that came as one', { video_codec: 'h264' }, { videoCodec: 'h264' }],
		['an empty string', '', null],
		['a number in a string', '12', 12],
		['text in a string in a string', '"12"', '12'],
		[
			'long integers in a string',
			'{"session_id":1820625260475124043}',
			{ sessionId: '1820625260475124043' },
		],
	]);
});

describe('a value that cannot be converted stays and is reported', () => {
	reports('recordingFile', 'file_size', 'recording.sizeBytes', [
		['words', 'large', 'large', 'must be integer'],
		['a fraction', 1.5, 1.5, 'must be integer'],
		['a fraction as text', '1.5', '1.5', 'must be integer'],
		['an exponent', '1e3', '1e3', 'must be integer'],
		['white space', ' 1', ' 1', 'must be integer'],
		['a lone minus', '-', '-', 'must be integer'],
		['true', true, true, 'must be integer'],
		['an object', { a_b: 1 }, { a_b: 1 }, 'must be integer'],
		['a number without end', Infinity, Infinity, 'must be integer'],
	]);
	reports('recordingFile', 'duration', 'recording.durationSeconds', [
		['two points', '1.2.3', '1.2.3', 'must be number'],
		['half a fraction', '1.', '1.', 'must be number'],
		['a minus inside', '1.-2', '1.-2', 'must be number'],
		['a list', [1], [1], 'must be number'],
	]);
	reports('recordingFile', 'file_id', 'recording.fileId', [
		['true', true, true, 'must be string'],
		['an object', { id: 1 }, { id: 1 }, 'must be string'],
	]);
	reports('audioModeration', 'HitFlag', 'moderation.hit', [
		['2', 2, 2, 'must be boolean'],
		['words', 'yes', 'yes', 'must be boolean'],
	]);
	reports('imageModeration', 'type', 'moderation.types', [
		['a bare word', 'porn', 'porn', 'must be array'],
		['a word in the list', [1, 'porn', '3'], [1, 'porn', 3], 'must be integer'],
	]);
	reports('imageModeration', 'labelResults', 'moderation.labelResults', [
		['text where an object belongs', 'Porn', 'Porn', 'must be array'],
		['text among objects', [{ Scene: 'A' }, 'B'], [{ scene: 'A' }, 'B'], 'must be object'],
	]);
	reports('recordingException', 'exception', 'recording.exception', [
		['text where an object belongs', '{"type":1}', '{"type":1}', 'must be object'],
		['a list where an object belongs', [1], [1], 'must be object'],
	]);
	reports('recordingFile', 'callback_ext', 'recording.callbackExt', [
		['text that is no JSON', '{video_codec}', '{video_codec}', 'must be JSON'],
		['text that is too long', LONG_JSON, LONG_JSON, 'must be JSON'],
		['a number', 5, 5, 'must be string,object,array'],
	]);
	reports('streamEnd', 'stream_param', 'streamParams', [
		['an object', { a_b: '1' }, { a_b: '1' }, 'must be string'],
	]);
});
