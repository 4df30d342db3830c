import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import {
	LONGEST_DESCRIPTION,
	readNote,
	templateName,
	writeNote,
} from '../../../nodes/callbackTemplate/ownership.ts';

const sha256 = (text: string) =>
	execFileSync('sha256sum', { input: text, encoding: 'utf8' }).split(' ')[0];

describe('templateName', () => {
	test('holds the first digits of two hashes, as sha256sum computes them', () => {
		const instance = sha256('instance').slice(0, 10);
		const pair = sha256('push.example.com/live').slice(0, 12);
		expect(templateName('instance', { domain: 'push.example.com', app: 'live' })).toBe(
			`n8n-${instance}-${pair}`,
		);
	});
});

describe('a note', () => {
	const url = 'https://n8n.example.com/webhook/4f1c/tencent-lvb';
	test.each([
		[{}, ''],
		[{ previousTemplateIds: ['7'] }, 'prev-7'],
		[{ previousTemplateIds: ['12', '9007199254740993', '7'] }, 'prev-12-9007199254740993-7'],
		[{ recordingStatusUrl: url }, `rs-${Buffer.from(url).toString('base64url')}`],
		[
			{ previousTemplateIds: ['7', '6'], recordingStatusUrl: 'https://a.b/ÿ?>' },
			'prev-7-6_rs-aHR0cHM6Ly9hLmIvw78_Pg',
		],
	])('%o is written as %s and read again', (note, text) => {
		const whole = { previousTemplateIds: [], recordingStatusUrl: undefined, ...note };
		expect(writeNote(whole)).toBe(text);
		expect(readNote(text)).toEqual(whole);
	});

	test('of any address is read as it was written, in characters that Tencent allows', () => {
		fc.assert(
			fc.property(
				fc.webUrl({ withQueryParameters: true }),
				fc.array(fc.nat()),
				(recordingStatusUrl, ids) => {
					const note = { previousTemplateIds: ids.map(String), recordingStatusUrl };
					expect(writeNote(note)).toMatch(/^[A-Za-z0-9_-]+$/);
					expect(readNote(writeNote(note))).toEqual(note);
				},
			),
		);
	});

	test('leaves out the oldest templates that there is no room for, and keeps the address', () => {
		const previousTemplateIds = Array.from({ length: 60 }, (_, at) =>
			String(10n ** 18n + BigInt(at)),
		);
		const note = { previousTemplateIds, recordingStatusUrl: url };
		const text = writeNote(note);
		expect(text.length).toBeLessThanOrEqual(LONGEST_DESCRIPTION);
		expect(text.length).toBeGreaterThan(LONGEST_DESCRIPTION - 21);
		const read = readNote(text);
		expect(read.recordingStatusUrl).toBe(url);
		expect(read.previousTemplateIds).toEqual(
			previousTemplateIds.slice(0, read.previousTemplateIds.length),
		);
	});

	test.each([
		'of-team-a',
		'prev-',
		'prev-x',
		'prev-7-',
		'prev--7',
		'prev-7_',
		'prev-7rs-YQ',
		'xprev-7',
		'_rs-YQ',
		'rs-',
	])('is not seen in %s', (text) => {
		expect(readNote(text)).toEqual({ previousTemplateIds: [], recordingStatusUrl: undefined });
	});
});
