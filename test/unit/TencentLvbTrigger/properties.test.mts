import type { INode, INodeParameters } from 'n8n-workflow';
import { NodeHelpers } from 'n8n-workflow';
import { EVENT_KEYS, EVENTS } from '../../../nodes/callback/generated/events.ts';
import { TencentLvbTrigger } from '../../../nodes/TencentLvbTrigger/TencentLvbTrigger.node.ts';

const { description } = new TencentLvbTrigger();

/** The notices that n8n shows for these parameters. */
function noticesFor(parameters: INodeParameters): string[] {
	const node = { typeVersion: 2, parameters } as INode;
	return description.properties
		.filter(({ type }) => type === 'notice')
		.filter((property) => NodeHelpers.displayParameter(parameters, property, node, description))
		.map(({ displayName }) => displayName);
}

describe('The notices of the trigger', () => {
	test('say with automatic registration that Tencent needs 5 to 10 minutes', () => {
		const notices = noticesFor({ registration: 'automatic', events: ['streamBegin'] });
		expect(notices).toEqual([expect.stringContaining('5 to 10 minutes')]);
	});

	test('say with manual registration what to do in the console', () => {
		const notices = noticesFor({ registration: 'manual', events: ['streamBegin'] });
		expect(notices).toEqual([expect.stringContaining('Live Stream Callback')]);
	});

	test.each(
		EVENT_KEYS.filter((key) => EVENTS[key].slot === null && !EVENTS[key].inConsoleTemplate),
	)('say where the URL for %s is entered', (key) => {
		const notice = noticesFor({ registration: 'manual', events: [key] }).at(-1);
		expect(notice).toContain(`'${EVENTS[key].label}' is not part of a callback template`);
		expect(notice?.includes("'Accept Unsigned Events'")).toBe(!EVENTS[key].signed);
		const [first, ...rest] = EVENTS[key].urlEnteredAt ?? '';
		expect(notice).toContain(`yourself: ${first.toLowerCase()}${rest.join('')}.`);
	});

	test.each(EVENT_KEYS.filter((key) => EVENTS[key].inConsoleTemplate))(
		'say that %s is entered in a template of your own',
		(key) => {
			const [, notice] = noticesFor({ registration: 'automatic', events: [key] });
			expect(notice).toContain(`address of '${EVENTS[key].label}'`);
			expect(notice).toContain(
				"'If the Domain Is Already in Use' to 'Add to It' or 'Registration' to 'Manual'",
			);
		},
	);

	test.each(EVENT_KEYS.filter((key) => EVENTS[key].chinaOnly))(
		'say that %s is sent by the China site only',
		(key) => {
			const notices = noticesFor({ registration: 'automatic', events: [key] });
			expect(notices[1]).toContain('Only the China site');
		},
	);

	test.each(EVENT_KEYS.filter((key) => EVENTS[key].slotChinaOnly))(
		'say what to do for %s with keys of the international site',
		(key) => {
			const [, notice] = noticesFor({ registration: 'automatic', events: [key] });
			expect(notice).toContain(`n8n can't register '${EVENTS[key].label}'`);
			expect(notice).toContain("'If the Domain Is Already in Use' to 'Add to It'");
			expect(noticesFor({ registration: 'manual', events: [key] })).toHaveLength(1);
		},
	);
});

describe('Besides its parameters, the trigger', () => {
	test('tells of the 5 to 10 minutes where it is activated and in its panel', () => {
		expect(description.activationMessage).toContain('5 to 10 minutes');
		expect(JSON.stringify(description.triggerPanel)).toContain('5 to 10 minutes');
		expect(description.eventTriggerDescription).toMatch(/^Waiting for /);
	});

	test.each([
		[['streamBegin'], 'Stream Started'],
		[['recordingFile', 'streamEnd', 'snapshot'], 'Recording File Ready and 2 more'],
		[[], ''],
	])('names the events %j on the canvas as "%s"', (events, text) => {
		const [, expression] = /^=\{\{(.*)\}\}$/s.exec(description.subtitle ?? '') ?? [];
		const evaluate = new Function('$parameter', `return ${expression}`);
		expect(evaluate({ events })).toBe(text);
	});

	test('requires the API credential with automatic registration only, the key never', () => {
		expect(description.credentials).toMatchObject([
			{
				name: 'tencentCloudApi',
				required: true,
				displayOptions: { show: { registration: ['automatic'] } },
			},
			{ name: 'tencentLvbCallbackApi', required: false },
		]);
	});

	test('has every parameter of its contract with the agreed default', () => {
		const options = description.properties.find(({ name }) => name === 'options')?.options ?? [];
		const defaults = (list: unknown[]) =>
			Object.fromEntries(
				(list as Array<{ name: string; type: string; default: unknown }>)
					.filter(({ type }) => type !== 'notice')
					.map((property) => [property.name, property.default]),
			);
		expect(defaults(description.properties)).toEqual({
			registration: 'automatic',
			pushDomain: { mode: 'list', value: '' },
			appName: 'live',
			events: ['streamBegin', 'streamEnd'],
			outputMode: 'single',
			options: {},
		});
		expect(defaults(options)).toEqual({
			acceptUnsigned: false,
			existingTemplate: 'stop',
			callbackKeySource: 'generated',
			streamNameFilter: '',
			expiryTolerance: 300,
			duplicateDeliveries: 'skip',
			includeRawPayload: false,
			allowPrivateUrl: false,
			recordingExceptionLevels: ['error', 'warning'],
			sampleEvent: 'first',
			onTest: 'sample',
		});
	});
});
