import { EVENT_KEYS, EVENTS } from '../../../nodes/callback/generated/events.ts';
import { exampleRows } from '../../tools/catalogue/events.mts';
import { decoded, payloadOf } from './decoded.mts';

/** Every documented or captured example, and what a person reads of it. */
const SENTENCES: Record<string, string> = {
	'streamBegin/documented-2025.json': 'test_stream is live',
	'streamBegin/captured-2017-older-shape.json': 'test_stream is live',
	'streamEnd/documented-2025.json': 'test_stream ended after 129 s: the encoder stopped',
	'streamEnd/captured-2018-older-errmsg-wording.json':
		'25650_test ended after 113 s: the encoder stopped',
	'recordingFile/documented-2024-2025.json': '154 s of stream_test are recorded (hls, 277.9 MB)',
	'recordingFile/captured-2025-template-recording-to-cos-no-callback-key.json':
		'60 s of 119 are recorded (hls, 31.9 MB)',
	'recordingFile/captured-2017-older-shape-without-app-and-appname.json':
		'63 s of test_stream are recorded (hls, 1.3 kB)',
	'recordingStatus/documented-2025.json': 'Recording of 2991615887188599295 ended',
	'recordingException/documented-2025.json':
		'Note while recording test_stream: video timestamps grow unevenly (4 times)',
	'snapshot/documented-2025.json': 'Screenshot of test_stream is ready (1280×720, 30.7 kB)',
	'snapshot/documented-2018-2020.json': 'Screenshot of stream_name is ready (640×352, 7.5 kB)',
	'audioModeration/documented-2025.json':
		'Advertising (contact) in the sound of test_stream, 96 % sure: Tencent advises to block it',
	'imageModeration/documented-2024-2025.json':
		'Porn (porn high) in a screenshot of test_stream, 99 % sure: Tencent advises to block it',
	'imageModeration/documented-2022-with-old-scores-and-a-bare-number-in-socre.json':
		'Porn (porn high) in a screenshot of test_stream, 99 % sure: Tencent advises to block it',
	'imageModeration/documented-2020-2021-with-confidence.json':
		'Something suspicious in a screenshot of test_stream',
	'imageModeration/documented-2019-without-event-type.json':
		'TEST_1: an event that this version does not know',
	'pushException/documented-2025.json':
		'Push of test_stream has 2 kinds of fault: video frames came late; audio frames came late',
	'streamMonitor/documented-broken-stream.json': 'test1: the stream broke off (stream monitoring)',
	'streamMonitor/documented-low-frame-rate.json':
		'test1: the frame rate is low (stream monitoring)',
	'streamMonitor/documented-speech.json': 'test1: speech was recognised (stream monitoring)',
	'streamMonitor/documented-text-read-from-the-picture.json':
		'test1: text was recognised in the picture (stream monitoring)',
	'qualityControl/documented-2025.json': 'Quality check of test found blur (score 44.15)',
	'evaluationThreshold/documented-2025.json':
		'2 frames of livestream1 scored below the threshold (PSNR 22.78)',
	'evaluationAverage/documented-2025.json':
		'Picture quality of livestream1 averages 27.77 (PSNR, 22.78 to 32.75)',
	'relay/documented-taskstart.json': 'Relay task 118148 to testvod started',
	'relay/documented-vodsourcefilestart.json': 'Relay task 118145 to testvod began a file',
	'relay/documented-vodsourcefilefinish.json': 'Relay task 118145 to testvod finished a file',
	'relay/documented-taskexit.json': 'Relay task stopped: write packet error',
	'streamLivePush/documented-2025.json':
		'Input 6583B18B000017CCCBDA of StreamLive channel 63F5C728000061D706B6 started',
	'liveSubtitle/documented-2025.json':
		'Subtitle of test_stream: Today we learn about linear equations',
	'smartErase/documented-2025.json': 'A word was silenced in test_stream: example',
	'liveSummary/documented-2025.json': 'Summary of test1820 is ready: Example title',
	'smartHighlight/documented-2025.json': '1 highlight clip cut from test1820: Example title',
};

describe('the sentence about an example of the catalogue', () => {
	test('is written here for each of them', () => {
		expect(Object.keys(SENTENCES).sort()).toEqual(exampleRows.map(([name]) => name).sort());
	});

	test.each(exampleRows)('%s says what happened', (name, _event, { payload }) => {
		expect(decoded(payload).summary).toBe(SENTENCES[name]);
	});
});

describe('the sentence', () => {
	const room = { stream_id: 'room-42' };

	test.each<[string, string, Record<string, unknown>]>([
		['room-42 is live (1920×1080)', 'streamBegin', { width: 1920, height: 1080 }],
		['room-42 is live', 'streamBegin', { width: 1920, height: 0 }],
		[
			'room-42 broke off after 33 min: network trouble on the push route',
			'streamEnd',
			{ errcode: 12, push_duration: '1980000' },
		],
		[
			'room-42 ended after 33 min: the encoder stopped',
			'streamEnd',
			{ errcode: 1, push_duration: 1980000 },
		],
		['room-42 ended: nobody was watching', 'streamEnd', { errcode: 37, push_duration: undefined }],
		[
			'595 s of room-42 are recorded (mp4, 277.9 MB)',
			'recordingFile',
			{ duration: 595, file_format: 'mp4', file_size: 277941079 },
		],
		[
			'3 h 5 min of room-42 are recorded (mp4)',
			'recordingFile',
			{ duration: 11_100, file_format: 'mp4', file_size: '' },
		],
		[
			'room-42 is recorded (1 kB)',
			'recordingFile',
			{ duration: 'x', file_format: [], file_size: 1000 },
		],
		['room-42 is recorded', 'recordingFile', { duration: null, file_format: '', file_size: -1 }],
		[
			'Recording of room-42 could not start',
			'recordingStatus',
			{ record_event: 'record_start_failed' },
		],
		['Recording of room-42 changed', 'recordingStatus', { record_event: 'record_moved' }],
		[
			'Error while recording room-42: disk [ 3 ] is full (once)',
			'recordingException',
			{ exception_level: 'error', exception: { type: -999, desc: 'disk [ 3 ] is full (once).' } },
		],
		[
			'Trouble while recording room-42',
			'recordingException',
			{ exception_level: 1, exception: [] },
		],
		['Screenshot of room-42 is ready', 'snapshot', { width: 0, file_size: 'much' }],
		[
			'Screenshot of room-42 is ready (640×360)',
			'snapshot',
			{ width: 640, height: 360, file_size: null },
		],
		[
			'Nothing harmful in the sound of room-42, 98 % sure: Tencent advises to let it pass',
			'audioModeration',
			{ label: 'Normal', sub_label: '', Score: 98, suggestion: 'Pass' },
		],
		[
			'Something suspicious in the sound of room-42',
			'audioModeration',
			{ label: null, sub_label: '', Score: 200, suggestion: '' },
		],
		[
			'Push of room-42 has 1 kind of fault: the frame rate is too low',
			'pushException',
			{ abnormal_event: [{ type: 15 }] },
		],
		[
			'Push of room-42 has 4 kinds of fault: key frames are more than 10 s apart; a new fault; video frames came late',
			'pushException',
			{
				abnormal_event: JSON.stringify([
					{ type: 16 },
					{ type: 99, type_desc_en: 'a new fault' },
					{ type: 6 },
					{ type: 7 },
				]),
			},
		],
		['Push of room-42 has faults', 'pushException', { abnormal_event: 'no JSON' }],
		[
			'room-42: AAC duration deviation (stream monitoring)',
			'streamMonitor',
			{ event_name: 'AACDurationDeviation' },
		],
		['room-42: an alarm (stream monitoring)', 'streamMonitor', { event_name: '' }],
		[
			'Quality check of room-42 found QR code (score 12)',
			'qualityControl',
			{ class: 'QRCode', score: '12' },
		],
		[
			'Frames of room-42 scored below the threshold (VMAF)',
			'evaluationThreshold',
			{ class: 'VMAF', frames: [] },
		],
		[
			'Picture quality of room-42 was scored',
			'evaluationAverage',
			{ average_score: {}, class: '' },
		],
		[
			'Relay task 118148 to room-42 raised an alarm: pull file failed',
			'relay',
			{ callback_event: 'TaskAlarm', msg: '{"type":"PullFileFailed"}' },
		],
		[
			'Input 6583B18B000017CCCBDA of StreamLive channel 63F5C728000061D706B6 stopped',
			'streamLivePush',
			{ event_type: 330 },
		],
		['Subtitle of room-42', 'liveSubtitle', { data: { subtitle_tmp_res: [] } }],
		['2 highlight clips cut from room-42', 'smartHighlight', { items: [{}, {}] }],
	])('%s', (sentence, key, changes) => {
		const payload = payloadOf(key as 'snapshot', { ...room, ...changes });
		expect(decoded(payload).summary).toBe(sentence);
	});

	test.each(EVENT_KEYS)('about %s stands without the name of a stream', (key) => {
		const unnamed = Object.fromEntries(['stream_id', 'streamId'].map((name) => [name, undefined]));
		expect(decoded(payloadOf(key, unnamed)).summary).not.toMatch(/^ |  | [,:]|\(\)| of$/);
	});
});

describe('the name of an event', () => {
	test.each(EVENT_KEYS)('%s is the one that the editor shows', (key) => {
		expect(decoded(payloadOf(key)).eventName).toBe(EVENTS[key].label);
	});
});
