import {
	nodeKey,
	receptionSettings,
	registrationSettings,
	samePair,
	storedPair,
} from '../../../nodes/TencentLvbTrigger/settings.ts';

type Given = Record<string, unknown>;

const contextWith = (options: Given = {}, parameters: Given = {}) => {
	const given: Given = {
		...{ options, registration: 'automatic', pushDomain: 'Push.Example.com.', appName: ' live ' },
		...{ events: ['streamBegin'], ...parameters },
	};
	return {
		getNodeParameter: (name: string, fallback: unknown, how?: object) => {
			// n8n refuses a locator whose mode it does not know.
			if (how && typeof given[name] === 'object') throw new Error('unknown mode');
			return given[name] ?? fallback;
		},
		getWorkflow: () => ({ id: 'w' }),
		getNode: () => ({ id: 'n' }),
	} as never;
};

const registration = (options?: Given, parameters?: Given) =>
	registrationSettings(contextWith(options, parameters));
const reception = (options?: Given, parameters?: Given) =>
	receptionSettings(contextWith(options, parameters));

describe('What the parameters say about the registration', () => {
	test('is as careful as can be where nothing is chosen', () => {
		const { events, ...rest } = registration();
		expect(events.map(({ key }) => key)).toEqual(['streamBegin']);
		expect(rest).toEqual({
			...{ isManual: false, domain: 'push.example.com', app: 'live', acceptUnsigned: false },
			...{ existing: 'stop', keySource: 'generated', allowPrivateUrl: false },
			...{ levels: ['error', 'warning'], sendsSample: true, streamNameFilter: '' },
		});
	});

	test.each([
		['acceptUnsigned', [true, true], ['true', false], [1, false], [false, false]],
		['allowPrivateUrl', [true, true], ['true', false], [1, false], [false, false]],
	])('switches %s on by true alone', (name, ...cases) => {
		for (const [value, isOn] of cases) {
			expect(registration({ [name as string]: value })).toHaveProperty(name as string, isOn);
		}
	});

	test.each([
		[{ existingTemplate: 'join' }, { existing: 'join' }],
		[{ existingTemplate: 'replace' }, { existing: 'replace' }],
		[{ existingTemplate: 'other' }, { existing: 'stop' }],
		[{ callbackKeySource: 'credential' }, { keySource: 'credential' }],
		[{ callbackKeySource: 'other' }, { keySource: 'generated' }],
		[{ onTest: 'wait' }, { sendsSample: false }],
		[{ onTest: 'other' }, { sendsSample: true }],
		[{ sampleEvent: 'snapshot' }, { sampleEvent: 'snapshot' }],
		[{ sampleEvent: 'first' }, { sampleEvent: undefined }],
		[{ sampleEvent: '' }, { sampleEvent: undefined }],
		[{ sampleEvent: 5 }, { sampleEvent: '5' }],
		[{ sampleEvent: null }, { sampleEvent: undefined }],
		[{ streamNameFilter: ' room-* ' }, { streamNameFilter: 'room-*' }],
		[{ streamNameFilter: null }, { streamNameFilter: '' }],
		[{ recordingExceptionLevels: [] }, { levels: ['error', 'warning'] }],
		[{ recordingExceptionLevels: ['alarm'] }, { levels: ['alarm'] }],
		[{ recordingExceptionLevels: [7, 'info'] }, { levels: ['7', 'info'] }],
		[{ recordingExceptionLevels: 'error' }, { levels: ['error', 'warning'] }],
	])('is taken from the option %j', (options, expected) => {
		expect(registration(options)).toMatchObject(expected);
	});

	test.each([
		[{ registration: 'manual' }, { isManual: true, domain: '' }],
		[{ registration: 'other' }, { isManual: false, domain: 'push.example.com' }],
		[{ pushDomain: { mode: 'x', value: ' A.example.com ' } }, { domain: 'a.example.com' }],
		[{ pushDomain: { mode: 'x' } }, { domain: '' }],
		[{ pushDomain: 'rtmp://A.example.com' }, { domain: 'rtmp://A.example.com' }],
		[{ appName: 7 }, { app: '7' }],
		[{ appName: { value: ' a ' } }, { app: 'a' }],
		[{ appName: { value: 7 } }, { app: '' }],
		[{ appName: true }, { app: '' }],
	])('is taken from the parameters %j', (parameters, expected) => {
		expect(registration({}, parameters)).toMatchObject(expected);
	});

	test.each([
		[
			['streamEnd', 'streamBegin'],
			['streamEnd', 'streamBegin'],
		],
		['streamEnd', ['streamEnd']],
		[['other', 'streamEnd', 'streamEnd'], ['streamEnd']],
		[[], []],
		[7, []],
	])('names the events in the order in which they were chosen: %j', (events, keys) => {
		expect(registration({}, { events }).events.map(({ key }) => key)).toEqual(keys);
	});
});

describe('What the parameters say about the reception', () => {
	test('is as careful as can be where nothing is chosen', () => {
		expect(reception()).toEqual({
			...{ events: ['streamBegin'], keyInCredential: false, keyInTemplate: true },
			...{ acceptUnsigned: false, streamNameFilter: '', toleranceSeconds: 300 },
			...{ skipDuplicates: true, includeRaw: false },
		});
	});

	test.each([
		[{ acceptUnsigned: true }, { acceptUnsigned: true }],
		[{ acceptUnsigned: 'true' }, { acceptUnsigned: false }],
		[{ expiryTolerance: 0 }, { toleranceSeconds: 0 }],
		[{ duplicateDeliveries: 'deliver' }, { skipDuplicates: false }],
		[{ duplicateDeliveries: 'other' }, { skipDuplicates: true }],
		[{ includeRawPayload: true }, { includeRaw: true }],
		[{ includeRawPayload: 'true' }, { includeRaw: false }],
		[{ streamNameFilter: ' a ' }, { streamNameFilter: 'a' }],
	])('is taken from the option %j', (options, expected) => {
		expect(reception(options)).toMatchObject(expected);
	});

	test.each([
		['automatic', undefined, undefined, false, true],
		['automatic', 'credential', undefined, true, false],
		['automatic', 'credential', 'replace', true, false],
		['automatic', 'credential', 'join', true, true],
		['automatic', undefined, 'join', false, true],
		['manual', undefined, undefined, true, false],
		['manual', undefined, 'join', true, false],
		['manual', 'credential', 'join', true, false],
	])(
		'takes the key from where it is: %s, %s, %s',
		(way, callbackKeySource, existingTemplate, keyInCredential, keyInTemplate) => {
			const options = { callbackKeySource, existingTemplate };
			expect(reception(options, { registration: way })).toMatchObject({
				...{ keyInCredential, keyInTemplate },
			});
		},
	);

	test.each([
		[
			['a', 7],
			['a', '7'],
		],
		['a', ['a']],
	])('names the events whatever an expression made of them: %j', (events, keys) => {
		expect(reception({}, { events }).events).toEqual(keys);
	});
});

describe('A domain and app', () => {
	test('are stored together or not at all', () => {
		expect(storedPair({ domain: 'a', appName: 'b' })).toEqual({ domain: 'a', app: 'b' });
		expect([storedPair({ domain: 'a' }), storedPair({ appName: 'b' })]).toEqual([
			undefined,
			undefined,
		]);
	});

	test('are the same where both are', () => {
		const pair = { domain: 'a', app: 'b' };
		expect(samePair(pair, { ...pair })).toBe(true);
		expect([
			samePair(pair, { ...pair, app: 'c' }),
			samePair(pair, { ...pair, domain: 'c' }),
		]).toEqual([...[false, false]]);
	});

	test('belong to a node of a workflow', () => {
		expect(nodeKey(contextWith())).toBe('w:n');
	});
});

test.each([
	[['snapshot', 'streamBegin', 'recordingFile']],
	[['recordingFile', 'snapshot', 'streamBegin']],
	[['streamEnd', 'streamBegin', 'snapshot']],
])('The selected events come in the order of selection: %j', (selected) => {
	expect(registration({}, { events: selected }).events.map(({ key }) => key)).toEqual(selected);
});
