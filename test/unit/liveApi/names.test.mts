import { readPathName } from '../../../nodes/liveApi/names.ts';

const app = { label: 'App Name', part: 'app' } as const;
const stream = { label: 'Stream Name', part: 'stream' } as const;

describe('The name of an app or stream', () => {
	test.each(['live', 'room-42', 'a.b~c', '直播间', '*', 'x'.repeat(255), '房'.repeat(85)])(
		'may be %s',
		(name) => {
			expect(readPathName(name, stream)).toEqual({ ok: true, name });
			expect(readPathName(name, app)).toEqual({ ok: true, name });
		},
	);

	test.each([
		['a slash at both ends', '/live/', app, 'Enter live alone'],
		['app and stream, for the app', 'live/room-42', app, 'Enter live alone'],
		['app and stream, for the stream', 'live/room-42', stream, 'Enter room-42 alone'],
		['a stream key', 'room-42?txSecret=0a1b&txTime=6', stream, 'Enter room-42 alone'],
		['a stream key, for the app', 'room-42?txSecret=0a1b', app, 'Enter the name alone, e.g. live'],
		[
			'a whole address',
			'rtmp://push.example.com/live/room?txSecret=0a',
			stream,
			'Enter room alone',
		],
		['a whole address, for the app', 'RTMP://push.example.com/live/room', app, 'Enter live alone'],
		['an address up to the app', 'rtmp://push.example.com/live/', app, 'Enter live alone'],
		[
			'an address up to the app, for the stream',
			'rtmp://p/live',
			stream,
			'Enter the name alone, e.g. room-42',
		],
		['a stream key without its question mark', 'room&txSecret=0a1b', stream, 'Enter room alone'],
		['a percent-encoded stream key', 'room%3FtxSecret%3D0a1b', stream, 'Enter room alone'],
		['a percent-encoded slash', 'live%2Froom', stream, 'Enter room alone'],
		['an address without a scheme', 'push.example.com/live/room', stream, 'Enter room alone'],
		[
			'an address without a scheme, for the app',
			'push.example.com/live/room',
			app,
			'Enter live alone',
		],
		['a slash of Windows', 'live\\room', app, 'Enter live alone'],
		['more segments than app and stream', 'a/b/c', stream, 'Enter the name alone, e.g. room-42'],
		['several names', 'room-1, room-2', stream, 'Enter one name'],
		['several names with a full-width comma', 'room-1，room-2', stream, 'Enter one name'],
		['a line break', 'room\n1', stream, 'Enter one name'],
		['one byte too many', 'x'.repeat(256), app, 'Enter a shorter name'],
		['one character of three bytes too many', '房'.repeat(86), app, 'Enter a shorter name'],
	])('is not taken with %s, and the text says what to enter', (_reason, value, of, nextStep) => {
		const read = readPathName(value, of);
		const message = expect.stringContaining(`'${of.label}'`) as string;
		expect(read).toEqual({ ok: false, message, nextStep });
		expect(JSON.stringify(read)).not.toMatch(/txSecret|0a/);
	});
});
