import { openAccount, picked, type OpenAccount } from './account.mts';

const URL = 'https://n8n.example.com/webhook/live';
const OTHER = 'https://other.example.com/hook';
const KEY = 'Wombat42';
const requestId = expect.any(String);

let account: OpenAccount;
let id: number;

beforeAll(async () => {
	account = await openAccount();
});
beforeEach(() => {
	account.simulator.account.templates.clear();
	const template = account.simulator.account.addTemplate({
		TemplateName: 'night-shows',
		StreamBeginNotifyUrl: URL,
		StreamEndNotifyUrl: URL,
		CallbackKey: KEY,
	});
	id = Number(template.TemplateId);
	account.calls();
});
afterAll(async () => await account.simulator.close());

const run = async (operation: string, parameters = {}, options = {}) =>
	await account.run(`callbackTemplate: ${operation}`, parameters, options);

describe('Callback Template', () => {
	test('is created with what was entered, empty fields left out', async () => {
		const items = await run('create', {
			templateName: 'day-shows',
			additionalFields: { streamBeginNotifyUrl: URL, description: '', callbackKey: KEY },
		});
		expect(items).toEqual([{ templateId: expect.any(Number), requestId }]);
		const body = { TemplateName: 'day-shows', StreamBeginNotifyUrl: URL, CallbackKey: KEY };
		expect(account.calls()).toEqual([['CreateLiveCallbackTemplate', body]]);
	});

	test('is read with its key hidden, or shown where that is wanted', async () => {
		const [hidden] = await run('get', { templateId: picked(String(id)) });
		expect(hidden).toMatchObject({
			templateId: id,
			templateName: 'night-shows',
			streamBeginNotifyUrl: URL,
			callbackKey: '[hidden]',
		});
		const [shown] = await run('get', { templateId: id, includeCallbackKey: true });
		expect(shown.callbackKey).toBe(KEY);
	});

	test('hides the key in lists as well, and leaves an empty one empty', async () => {
		account.simulator.account.addTemplate({ TemplateName: 'open', CallbackKey: '' });
		const keys = async (parameters = {}) =>
			(await run('getAll', parameters)).map(({ callbackKey }) => callbackKey);
		expect(await keys()).toEqual(['[hidden]', '']);
		expect(await keys({ includeCallbackKey: true })).toEqual([KEY, '']);
	});

	test('is deleted, named in the output', async () => {
		expect(await run('delete', { templateId: id })).toEqual([
			{ deleted: true, templateId: id, requestId },
		]);
		expect(account.simulator.account.templates.size).toBe(0);
	});

	test('is updated whole: read, changed and sent back', async () => {
		const updateFields = { streamEndNotifyUrl: OTHER, streamBeginNotifyUrl: '' };
		const items = await run('update', { templateId: id, updateFields });
		expect(items).toEqual([{ success: true, templateId: id, requestId }]);
		expect(account.calls()).toEqual([
			['DescribeLiveCallbackTemplate', { TemplateId: id }],
			[
				'ModifyLiveCallbackTemplate',
				{
					TemplateId: id,
					TemplateName: 'night-shows',
					StreamBeginNotifyUrl: '',
					StreamEndNotifyUrl: OTHER,
					CallbackKey: KEY,
				},
			],
		]);
	});

	test('keeps the digits of ids beyond 2^53', async () => {
		const wide = '9223372036854775807';
		account.simulator.account.templates.clear();
		account.simulator.account.addTemplate({ TemplateId: wide, TemplateName: 'wide' } as never);
		expect(await run('getAll')).toEqual([expect.objectContaining({ templateId: wide })]);
		expect(await run('delete', { templateId: wide })).toEqual([
			{ deleted: true, templateId: wide, requestId },
		]);
		expect(account.simulator.account.templates.size).toBe(0);
	});

	test.each([
		['without an address', { callbackKey: KEY }, /has no address to send events to/],
		['with a space in the key', { streamBeginNotifyUrl: URL, callbackKey: 'a b' }, /callback key/],
	])('is not created %s', async (_, additionalFields, message) => {
		await expect(run('create', { templateName: 'x', additionalFields })).rejects.toThrow(message);
		expect(account.calls()).toEqual([]);
	});

	test('takes a key without what was pasted unseen around it', async () => {
		const additionalFields = { streamBeginNotifyUrl: URL, callbackKey: `\u200b ${KEY}\ufeff` };
		await run('create', { templateName: 'x', additionalFields });
		expect(account.calls()).toMatchObject([[expect.any(String), { CallbackKey: KEY }]]);
	});

	test('never quotes a key that it refuses', async () => {
		const additionalFields = { streamBeginNotifyUrl: URL, callbackKey: 'secret key' };
		const failing = run('create', { templateName: 'x', additionalFields });
		await expect(failing).rejects.not.toThrow(/secret key/);
	});

	test('in use is not deleted, and the words say what to do', async () => {
		account.simulator.account.bind('push.example.com', 'live', id);
		await expect(run('delete', { templateId: id })).rejects.toMatchObject({
			message: expect.stringMatching(/use|bound|rule/i),
			description: expect.stringMatching(/RequestId/),
		});
		account.simulator.account.rules.clear();
	});
});
