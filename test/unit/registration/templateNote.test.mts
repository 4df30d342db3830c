import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { readNote, templateName, writeNote } from '../../../nodes/callbackTemplate/templateNote.ts';

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
		[{ previousTemplateId: '7' }, 'prev-7'],
		[{ recordingStatusUrl: url }, `rs-${Buffer.from(url).toString('base64url')}`],
		[
			{ previousTemplateId: '7', recordingStatusUrl: 'https://a.b/ÿ?>' },
			'prev-7_rs-aHR0cHM6Ly9hLmIvw78_Pg',
		],
	])('%o is written as %s and read again', (note, text) => {
		expect(writeNote(note)).toBe(text);
		expect(readNote(text)).toEqual({
			previousTemplateId: undefined,
			recordingStatusUrl: undefined,
			...note,
		});
	});

	test('of any address is read as it was written, in characters that Tencent allows', () => {
		fc.assert(
			fc.property(fc.webUrl({ withQueryParameters: true }), fc.nat(), (recordingStatusUrl, id) => {
				const note = { previousTemplateId: String(id), recordingStatusUrl };
				expect(writeNote(note)).toMatch(/^[A-Za-z0-9_-]+$/);
				expect(readNote(writeNote(note))).toEqual(note);
			}),
		);
	});

	test.each(['of-team-a', 'prev-', 'prev-x', 'prev-7_', 'prev-7rs-YQ', 'xprev-7', '_rs-YQ', 'rs-'])(
		'is not seen in %s',
		(text) => {
			expect(readNote(text)).toEqual({});
		},
	);
});
