import type { IExecuteFunctions } from 'n8n-workflow';
import { templateName, writeNote } from '../../../../nodes/callbackTemplate/ownership.ts';
import { changedTemplate } from '../../../../nodes/TencentLvb/execution/prepare.ts';

const OURS = templateName('instance', { domain: 'push.example.com', app: 'live' });
const ADDRESS = 'https://n8n.example.com/webhook/1/tencent-lvb';
const FORMER = { previousTemplateIds: ['1'] };

/** What is sent for a template of that description, beside the name. */
function changed(entered: Record<string, unknown>, Description?: unknown, TemplateName = OURS) {
	const node = { name: 'Live', typeVersion: 1, position: [0, 0], parameters: {} };
	const context = { getNode: () => node } as unknown as IExecuteFunctions;
	const found = { TemplateName, Description };
	return changedTemplate({ ...entered }, { context, itemIndex: 0, entered, found });
}

describe('A change of a template that a trigger made', () => {
	test.each([undefined, null, '', 'of the team'])(
		'may change the description where nothing is noted in it: %p',
		(description) => {
			expect(changed({ Description: 'mine' }, description)).toStrictEqual({ Description: 'mine' });
			expect(changed({}, description)).toStrictEqual({});
		},
	);

	test('leaves the description where something is noted in it', () => {
		const note = writeNote(FORMER);
		expect(changed({}, note)).toStrictEqual({});
		expect(changed({ Description: note }, note)).toStrictEqual({ Description: note });
		expect(() => changed({ Description: 'mine' }, note)).toThrow(
			`'Description' of the template ${OURS} can't be changed`,
		);
	});

	test('keeps the address that only the note holds', () => {
		const note = writeNote({ ...FORMER, recordingStatusUrl: ADDRESS });
		expect(changed({ StreamEndNotifyUrl: '' }, note)).toStrictEqual({
			...{ StreamEndNotifyUrl: '', RecordStatusNotifyUrl: ADDRESS },
		});
	});

	test.each([
		['', writeNote({ previousTemplateIds: [], recordingStatusUrl: ADDRESS })],
		[writeNote(FORMER), writeNote({ ...FORMER, recordingStatusUrl: ADDRESS })],
	])('notes the address that was entered: after "%s"', (before, Description) => {
		const entered = { RecordStatusNotifyUrl: ADDRESS };
		expect(changed(entered, before)).toStrictEqual({ ...entered, Description });
		const emptied = { RecordStatusNotifyUrl: '' };
		expect(changed(emptied, Description)).toStrictEqual({ ...emptied, Description: before });
	});

	test('notes an address for which there is room: 1024 characters in all', () => {
		const entered = (length: number) => ({ RecordStatusNotifyUrl: 'x'.repeat(length) });
		const { Description } = changed(entered(760), writeNote(FORMER));
		expect(Description).toHaveLength(1024);
		expect(() => changed(entered(761), writeNote(FORMER))).toThrow(
			"'Recording Status URL' is too long to be noted in this template",
		);
	});

	test('is any other where somebody else made it', () => {
		const note = writeNote({ ...FORMER, recordingStatusUrl: ADDRESS });
		const entered = { Description: 'mine', RecordStatusNotifyUrl: `${ADDRESS}2` };
		expect(changed(entered, note, 'team-a')).toStrictEqual(entered);
		expect(changed({}, note, 'team-a')).toStrictEqual({});
	});
});
