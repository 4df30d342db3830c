import { DOMAIN, openStage, type Stage } from './stage.mts';

let stage: Stage;

beforeAll(async () => {
	stage = await openStage({ site: 'china', clockSpeed: 1000 });
});
afterAll(async () => await stage.close());
beforeEach(() => {
	stage.reset();
	stage.simulator.deliveries.length = 0;
	stage.simulator.account.streams.clear();
	stage.simulator.account.history.pushes.length = 0;
});

const KEY = 'abc';

/** The trigger answers the first, and only those signed with its key. */
const bind = (CallbackKey: string) => {
	const slots = { StreamBeginNotifyUrl: stage.url, StreamEndNotifyUrl: stage.url };
	const template = stage.simulator.account.addTemplate({ CallbackKey, ...slots });
	stage.simulator.account.bind(DOMAIN, 'live', template.TemplateId);
	return template;
};

const push = async (streamName: string) => {
	await stage.simulator.publish('streamBegin', { domain: DOMAIN, appName: 'live', streamName });
	await stage.simulator.publish('streamEnd', { domain: DOMAIN, appName: 'live', streamName });
	await stage.simulator.idle();
};

const check = async (name: string, parameters: object = {}) =>
	(await stage.diagnose({ webhookUrl: stage.url, ...parameters }, 'china')).find(
		(finding) => finding.check === name,
	);

describe('Diagnose on the China site shows the last deliveries, and', () => {
	test('is content with ones that arrived', async () => {
		bind(KEY);
		const place = { domain: DOMAIN, appName: 'live', streamName: 'room-1' };
		await stage.simulator.publish('streamBegin', place);
		expect(await check('Deliveries')).toEqual({
			check: 'Deliveries',
			status: 'ok',
			detail: expect.stringMatching(
				/^All arrived: 20\d\d-\d\d-\d\dT[^ ]+ .+ of room-1: delivered\.$/,
			),
			fix: null,
		});
	});

	test('warns of some that did not, with the code that the address gave', async () => {
		bind(KEY);
		// Once only: Tencent tries more often than is told about.
		const answer = stage.reply;
		stage.reply = () => {
			stage.reply = answer;
			return { status: 401, body: JSON.stringify({ code: 401, message: 'Unauthorized' }) };
		};
		await push('room-2');
		const options = { streamName: 'room-2' };
		expect(await check('Deliveries', { options })).toMatchObject({
			status: 'warning',
			detail: expect.stringMatching(/did not arrive: .*not delivered, code 401 \(.*Unauthorized/),
			fix: expect.stringContaining('callback key'),
		});
	});

	test('fails where none arrived', async () => {
		bind('other');
		await push('room-3');
		expect(await check('Deliveries', { options: { streamName: 'room-3' } })).toMatchObject({
			status: 'failed',
		});
	});

	test('names the stream alone where its key is given with white space around it', async () => {
		bind(KEY);
		const options = { streamName: ' never-pushed ' };
		expect(await check('Deliveries', { options })).toMatchObject({
			detail: 'Tencent sent no event of never-pushed within a day.',
		});
	});

	test('finds the streams that were pushed last by itself', async () => {
		bind(KEY);
		const hour = 3_600_000;
		const push = { domain: DOMAIN, appName: 'live', streamName: 'yesterday', stopReason: '' };
		const when = { startedAt: Date.now() - 3 * hour, endedAt: Date.now() - 2 * hour };
		const more = { clientIp: '192.0.2.1', resolution: '1280*720', failed: false };
		stage.simulator.account.history.add({ ...push, ...when, ...more });
		expect(await check('Deliveries')).toMatchObject({
			status: 'warning',
			detail: expect.stringContaining('yesterday'),
		});
	});

	test('warns that nothing was sent', async () => {
		bind(KEY);
		expect(await check('Deliveries', { options: { streamName: 'never-pushed' } })).toMatchObject({
			status: 'warning',
			detail: 'Tencent sent no event of never-pushed within a day.',
		});
	});

	test('warns where its log can not be read now', async () => {
		bind(KEY);
		const fault = { kind: 'refused', code: 'InternalError' } as const;
		stage.simulator.faults.next('DescribeCallbackRecordsList', fault, 9);
		expect(await check('Deliveries', { options: { streamName: 'room-1' } })).toMatchObject({
			status: 'warning',
			detail: expect.stringContaining('InternalError'),
		});
	});
});

describe('Diagnose on the China site', () => {
	test('knows the slot that Tencent does not show from its own note only', async () => {
		const template = bind(KEY);
		expect(await check('Other Events')).toMatchObject({
			status: 'ok',
			detail: expect.stringMatching(/Where 'Recording Status Changed' goes, Tencent does not show/),
		});
		template.TemplateName = stage.ownName();
		template.Description = `rs-${Buffer.from(stage.url).toString('base64url')}`;
		expect(await check('Recording Status Changed')).toMatchObject({ status: 'ok' });
	});

	test('looks at the slots that only this site has', async () => {
		bind(KEY);
		expect((await check('Other Events'))?.detail).toContain("'Audio Moderation Hit'");
	});
});
