import type { ICredentialType, INodeProperties } from 'n8n-workflow';
import { TencentCloudApi } from '../../../credentials/TencentCloudApi.credentials.ts';
import { TencentLvbCallbackApi } from '../../../credentials/TencentLvbCallbackApi.credentials.ts';
import { resources } from '../../../nodes/TencentLvb/properties.ts';
import { TencentLvb } from '../../../nodes/TencentLvb/TencentLvb.node.ts';
import { TencentLvbTrigger } from '../../../nodes/TencentLvbTrigger/TencentLvbTrigger.node.ts';
import { allProperties, choicesOf } from './walkProperties.mts';

/** A default as JSON; that of a picker, which is a locator, by its mode and value. */
function textOf(value: unknown): string {
	const { mode, value: picked } = Object(value) as { mode?: string; value?: unknown };
	return mode === undefined ? JSON.stringify(value) : `${mode} ${JSON.stringify(picked)}`;
}

/** All of a field but its words: what it begins with, what it takes, and when it is there. */
function formOf(property: INodeProperties): string {
	const { type, required, noDataExpression, typeOptions = {}, displayOptions } = property;
	const bounds = Object.entries(typeOptions).map(([name, value]) => `${name} ${String(value)}`);
	const choices = choicesOf(property).map(({ value }) => String(value));
	const conditions = Object.entries(displayOptions?.show ?? {}).map(
		([name, values]) => `if ${name} is ${(values as unknown[]).join(' or ')}`,
	);
	return [
		`${type} ${textOf(property.default)}`,
		...(required ? ['required'] : []),
		...(noDataExpression ? ['fixed'] : []),
		...bounds,
		...(choices.length > 0 && !/^events?$/.test(property.name) ? [`of ${choices.join()}`] : []),
		...conditions,
	].join(', ');
}

const formsOf = (properties: readonly INodeProperties[]): Record<string, string> =>
	Object.fromEntries(
		allProperties(properties)
			.filter(({ type }) => type !== 'notice')
			.map((property) => [property.name, formOf(property)]),
	);

const [ENTERED, SIGNED] = ['if keySource is entered', 'if keySource is entered or api'];
const LASTING = 'if expiresAtBy is interval';
const URL_FIELDS = {
	domainName: 'string "", required',
	appName: 'resourceLocator name "live", required',
	streamName: 'string "", required',
	keySource: 'options "entered", of entered,none,api',
	authKey: `string "", required, password true, ${ENTERED}`,
	expiresAtBy: `options "date", of interval,date, ${SIGNED}`,
	expiresAt: `dateTime "={{ $now.plus({ hours: 24 }).toISO() }}", required, ${SIGNED}, if expiresAtBy is date`,
	expiresAtAmount: `number 24, required, ${SIGNED}, ${LASTING}`,
	expiresAtUnit: `options "hours", of days,hours,minutes, ${SIGNED}, ${LASTING}`,
	options: 'collection {}',
	encryption: 'options "md5", of md5,sha256',
	queryParameters: 'fixedCollection {}, multipleValues true',
	name: 'string ""',
	value: 'string ""',
};

const DOWNLOAD_FIELDS = {
	binaryPropertyName: 'string "data", required',
	options: 'collection {}',
	fileName: 'string ""',
	timeout: 'number 3600, minValue 1, maxValue 2000000',
};

const PLACE = {
	pushDomain: 'resourceLocator list "", required',
	appName: 'string "live", required',
};

const placeIf = (condition: string) => ({
	pushDomain: `${PLACE.pushDomain}, if ${condition}`,
	appName: `${PLACE.appName}, if ${condition}`,
});

/** The operations that the catalogue does not make. */
const OPERATIONS: Record<string, Record<string, string>> = {
	'api: call': {
		service: 'string "live", required',
		action: 'string "", required',
		version: 'string "2018-08-01", required',
		region: 'string ""',
		body: 'json "{}"',
		options: 'collection {}',
		timeout: 'number 120, minValue 1, maxValue 3600',
	},
	'callbackEvent: cleanUp': { dryRun: 'boolean true' },
	'callbackEvent: decode': {
		payload: 'json "={{ $json }}", required',
		checkSignature: 'boolean true',
		options: 'collection {}, if checkSignature is true',
		expiryTolerance: 'number 300, minValue 0',
	},
	'callbackEvent: diagnose': {
		...PLACE,
		webhookUrl: 'string ""',
		options: 'collection {}',
		streamName: 'string ""',
	},
	'callbackEvent: getDeliveries': {
		...placeIf('lookUpBy is pushDomain'),
		lookUpBy: 'options "streamName", of pushDomain,streamName',
		streamName: 'resourceLocator list "", required, if lookUpBy is streamName',
		startTime: 'dateTime "={{ $now.minus({ hours: 1 }) }}", required',
		endTime: 'dateTime "={{ $now }}", required',
		onlyFailed: 'boolean true',
	},
	'callbackEvent: sendSample': {
		...placeIf('keySource is template'),
		event: 'options "streamBegin", required',
		url: 'string ""',
		keySource: 'options "template", of credential,template',
		overrides: 'json "{}"',
	},
	'recording: download': {
		...DOWNLOAD_FIELDS,
		url: 'string "={{ $json.recording.url }}", required',
		keepPlaylist: 'boolean false',
	},
	'snapshot: download': {
		...DOWNLOAD_FIELDS,
		url: 'string "={{ $json.snapshot.url }}", required',
	},
	'streamUrl: createPlayUrl': {
		...URL_FIELDS,
		protocols: 'multiOptions ["flv","hls","webrtc"], required, of hls,flv,rtmp,webrtc',
		secure: 'boolean true',
		transcodingTemplate: 'string ""',
	},
	'streamUrl: createPushUrl': {
		...URL_FIELDS,
		protocols:
			'multiOptions ["rtmp","srt","webrtc"], required, of rtmp,rtmpOverQuic,rtmpOverSrt,rtmps,srt,webrtc',
	},
};

describe('The fields of an operation that somebody wrote', () => {
	test.each(Object.entries(OPERATIONS))('begin and are bound as agreed: %s', (name, fields) => {
		const [resource, operation] = name.split(': ');
		const found = resources
			.find(({ value }) => value === resource)
			?.operations.find(({ value }) => value === operation);
		expect(formsOf(found?.properties ?? [])).toEqual(fields);
	});
});

describe('The fields of a credential', () => {
	test.each<[string, ICredentialType, Record<string, string>]>([
		[
			'tencentCloudApi',
			new TencentCloudApi(),
			{
				secretId: 'string "", required',
				secretKey: 'string "", required, password true',
				sessionToken: 'string "", password true',
				site: 'options "international", of china,international',
				endpoint: 'string ""',
			},
		],
		[
			'tencentLvbCallbackApi',
			new TencentLvbCallbackApi(),
			{
				callbackKey: 'string "", required, password true',
				previousCallbackKey: 'string "", password true',
			},
		],
	])('hide what is secret, and ask for no more than is needed: %s', (name, credential, fields) => {
		expect(credential.name).toBe(name);
		expect(formsOf(credential.properties)).toEqual(fields);
	});
});

describe('The fields of the trigger', () => {
	const AUTOMATIC = 'if registration is automatic';

	test('are there, required and fixed as agreed', () => {
		expect(formsOf(new TencentLvbTrigger().description.properties)).toMatchObject({
			registration: 'options "automatic", fixed, of automatic,manual',
			pushDomain: `resourceLocator list "", required, ${AUTOMATIC}`,
			appName: `string "live", required, ${AUTOMATIC}`,
			events: 'multiOptions ["streamBegin","streamEnd"], required',
			outputMode: 'options "single", fixed, of single,byKind',
			allowPrivateUrl: 'boolean false, if /registration is automatic',
			expiryTolerance: 'number 300, minValue 0',
			duplicateDeliveries: 'options "skip", of deliver,skip',
		});
	});
});

describe('The node Tencent LVB', () => {
	const { description } = new TencentLvb();

	test('lets neither resource nor operation be an expression', () => {
		const selectors = description.properties.filter(({ name }) =>
			['resource', 'operation'].includes(name),
		);
		expect(selectors).toHaveLength(1 + resources.length);
		expect(selectors.filter(({ noDataExpression }) => !noDataExpression)).toEqual([]);
	});

	test('is a tool for agents', () => {
		expect(description.usableAsTool).toBe(true);
	});

	test('asks for the callback key only where something is signed or checked with it', () => {
		expect(description.credentials).toMatchObject([
			{ name: 'tencentCloudApi', required: true },
			{
				name: 'tencentLvbCallbackApi',
				required: true,
				displayOptions: {
					show: { operation: ['decode', 'sendSample'] },
					hide: { checkSignature: [false], keySource: ['template'] },
				},
			},
		]);
	});
});
