import type { IDataObject } from 'n8n-workflow';
import { openAccount, picked, utc, type OpenAccount } from './account.mts';

const DAY_MS = 86_400_000;
const PLACE = { domainName: 'push.example.com', appName: 'live', streamName: 'room-42' };

let account: OpenAccount;

beforeAll(async () => {
	account = await openAccount();
});
beforeEach(() => void account.calls());
afterAll(async () => await account.simulator.close());

describe('Input is refused before any call', () => {
	test.each<[string, string, IDataObject, string]>([
		['an empty domain', 'domain: get', { domainName: picked('') }, "'Domain' is empty"],
		['a blank domain', 'stream: ban', { ...PLACE, domainName: ' ' }, "'Push Domain' is empty"],
		[
			'an address for a domain',
			'stream: ban',
			{ ...PLACE, domainName: 'rtmp://push.example.com/live' },
			"'Push Domain' is no domain",
		],
		['no app', 'stream: disconnect', { ...PLACE, appName: '' }, "'App Name' is empty"],
		[
			'a word for an id',
			'callbackTemplate: delete',
			{ templateId: 'night-shows' },
			"'Callback Template' must be the number of one",
		],
		[
			'a negative id',
			'callbackTemplate: get',
			{ templateId: -3 },
			"'Callback Template' must be the number of one",
		],
		['an empty task', 'recording: stop', { taskId: '' }, "'Task ID' is empty"],
		[
			'a date in the past',
			'stream: ban',
			{ ...PLACE, additionalFields: { resumeTime: '2020-01-01T00:00:00Z' } },
			"'Banned Until' has passed: it is 2020-01-01T00:00:00.000Z",
		],
		[
			'a recording that would have ended',
			'recording: start',
			{ ...PLACE, endTime: utc(-1) },
			"'End Time' has passed",
		],
		[
			'no date',
			'recording: getAll',
			{ startTime: 'yesterday', endTime: utc(0) },
			"'Start Time' is no date",
		],
		[
			'an end before the start',
			'stream: getHistory',
			{ startTime: utc(0), endTime: utc(-60) },
			"'End Time' is not after 'Start Time'",
		],
		[
			'too long a delay',
			'stream: delay',
			{ ...PLACE, delayTime: 601 },
			"'Delay' must be at most 600",
		],
		[
			'a broken number',
			'stream: delay',
			{ ...PLACE, delayTime: 1.5 },
			"'Delay' must be a whole number",
		],
		[
			'too long a text',
			'stream: ban',
			{ ...PLACE, additionalFields: { reason: '滥'.repeat(700) } },
			"'Reason' is longer than 2048 bytes",
		],
		[
			'too many sources',
			'pullTask: create',
			{
				...PLACE,
				sourceUrls: Array.from({ length: 31 }, (_, n) => `https://a.example.com/${n}`),
				startTime: utc(0),
				endTime: utc(60),
			},
			"'Source URLs' has more than 30 entries",
		],
	])('%s', async (_, name, parameters, message) => {
		await expect(account.run(name, parameters)).rejects.toMatchObject({
			message: expect.stringContaining(message),
			description: expect.stringMatching(/./),
			context: { itemIndex: 0 },
		});
		expect(account.calls()).toEqual([]);
	});

	test('for the item that it belongs to alone', async () => {
		const mixed = account.run(
			'recording: stop',
			{ taskId: '={{ $json.id }}' },
			{ items: [{ id: 'a' }, { id: '' }], node: { continueOnFail: true } },
		);
		expect(await mixed).toEqual([
			expect.objectContaining({ details: expect.stringMatching(/RequestId/) }),
			expect.objectContaining({ error: "'Task ID' is empty" }),
		]);
	});
});

describe('What only the China site has is refused with a credential of the other', () => {
	test.each<[string, IDataObject, string]>([
		[
			'snapshot: stop',
			{ taskId: '7' },
			"The operation 'Stop' is there on Tencent's China site only",
		],
		[
			'pullTask: getStatus',
			{ taskId: '7' },
			"The operation 'Get Status' is there on Tencent's China site only",
		],
		[
			'snapshot: getAll',
			{ startTime: '2026-01-01T00:00:00Z', endTime: '2026-01-02T00:00:00Z' },
			"The operation 'Get Many' is there on Tencent's China site only",
		],
		['stream: getBackups', {}, "The operation 'Get Backups' is there on Tencent's China site only"],
		[
			'callbackTemplate: create',
			{ templateName: 'x', additionalFields: { audioAuditNotifyUrl: 'https://a.example.com' } },
			"'Audio Moderation URL' can be set on Tencent's China site only",
		],
		[
			'recordingTemplate: create',
			{ templateName: 'x', additionalFields: { hlsParam: { enable: true, cosBucketName: 'b' } } },
			"'COS Bucket' can be set on Tencent's China site only",
		],
	])('%s with %j', async (name, parameters, message) => {
		await expect(account.run(name, parameters)).rejects.toMatchObject({
			message,
			description: expect.stringContaining("'Site' is China"),
		});
		expect(account.calls()).toEqual([]);
	});

	test('and sent with one of the China site', async () => {
		const additionalFields = { audioAuditNotifyUrl: 'https://a.example.com' };
		const parameters = { templateName: 'x', additionalFields };
		await account.run('callbackTemplate: create', parameters, { site: 'china' });
		expect(account.calls()).toEqual([
			[
				'CreateLiveCallbackTemplate',
				{ TemplateName: 'x', AudioAuditNotifyUrl: 'https://a.example.com' },
			],
		]);
	});
});

describe('A date', () => {
	// The next midnight but one, in UTC: a ban may last for 90 days.
	const midnight = new Date((Math.floor(Date.now() / DAY_MS) + 2) * DAY_MS);
	const [day] = midnight.toISOString().split('T');

	test.each([
		['without a time zone counts in that of the workflow', `${day}T08:00:00`, 'Asia/Shanghai'],
		['of another time zone is converted', `${day}T01:00:00+01:00`, 'Asia/Shanghai'],
		['may be seconds', midnight.getTime() / 1000, 'UTC'],
		['may be milliseconds as text', String(midnight.getTime()), 'UTC'],
		["may come from n8n's own functions", `={{ DateTime.fromISO('${day}T00:00:00Z') }}`, 'UTC'],
	])('%s', async (_, resumeTime, timezone) => {
		const bench = account.bench({
			resource: 'stream',
			operation: 'ban',
			...PLACE,
			additionalFields: { resumeTime },
		});
		(bench.workflow.settings as { timezone?: string }).timezone = timezone;
		(bench.workflow as { timezone: string }).timezone = timezone;
		await bench.execute();
		const [[, body]] = account.calls();
		expect(body).toMatchObject({ ResumeTime: `${day}T00:00:00Z` });
	});
});
