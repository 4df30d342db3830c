import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { FAKE_KEYS } from '../../../../tools/simulator/options.mts';
import { type Simulator, startSimulator } from '../../../../tools/simulator/simulator.mts';
import { exampleCalls, fillAccount, PLACE, PUSH } from '../../../tools/simulator/exampleCalls.mts';
import { templateName } from '../../../../nodes/callbackTemplate/ownership.ts';
import { createBench, nodeTypes } from '../../harness/index.mts';

type Site = 'china' | 'international';

/** One way to run an operation that calls as much as it can. */
export interface Scenario {
	parameters: IDataObject;
	site: Site;
}

const camel = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

const isShown = ({ displayOptions }: INodeProperties, resource: string, operation: string) =>
	(displayOptions?.show?.resource ?? []).includes(resource) &&
	(displayOptions?.show?.operation ?? []).includes(operation);

type Field = { field: INodeProperties; within?: string };

/** The fields of an operation, those in its collections with the collection's name. */
function fieldsOf(resource: string, operation: string): Field[] {
	const shown = nodeTypes.tencentLvb.description.properties.filter((property) =>
		isShown(property, resource, operation),
	);
	return shown.flatMap<Field>((property) =>
		property.type === 'collection'
			? (property.options as INodeProperties[]).map((field) => ({ field, within: property.name }))
			: [{ field: property }],
	);
}

/** The methods behind the lists that an operation's fields offer. */
export function searchesOf(name: string): string[] {
	const [resource, operation] = name.split(': ');
	const modes = fieldsOf(resource, operation).flatMap(({ field }) => field.modes ?? []);
	return modes.flatMap(({ typeOptions }) => typeOptions?.searchListMethod ?? []);
}

/** What a person would enter for the request that `exampleCalls` gives for the action. */
function entered(name: string, body: Record<string, unknown>): IDataObject {
	const [resource, operation] = name.split(': ');
	const fields = fieldsOf(resource, operation);
	const parameters: IDataObject = { resource, operation };
	for (const [key, value] of Object.entries(body)) {
		const found = fields.find(({ field }) => field.name === camel(key));
		if (found === undefined || (typeof value === 'object' && !Array.isArray(value))) continue;
		const isTime = found.field.type === 'dateTime' && typeof value === 'number';
		const text = isTime ? new Date(value * 1000).toISOString() : (value as IDataObject[string]);
		const entry = Array.isArray(text) ? text.join('\n') : text;
		if (found.within === undefined) parameters[found.field.name] = entry;
		else
			parameters[found.within] = { ...(parameters[found.within] as object), [camel(key)]: entry };
	}
	return parameters;
}

const HAND_MADE: Record<string, (simulator: Simulator) => Scenario> = {
	'callbackEvent: cleanUp': ({ account }) => {
		const instanceId = createBench('tencentLvb').executeContext().getInstanceId();
		const former = account.addTemplate({ TemplateName: 'former' });
		const ours = account.addTemplate({
			TemplateName: templateName(instanceId, { domain: PUSH, app: 'left' }),
			Description: `prev-${former.TemplateId}`,
		});
		account.bind(PUSH, 'left', ours.TemplateId);
		return { parameters: { dryRun: false }, site: 'international' };
	},
	'callbackEvent: diagnose': () => ({
		parameters: { pushDomain: PUSH, appName: 'live' },
		site: 'china',
	}),
	'callbackEvent: getDeliveries': () => ({
		parameters: {
			...{ lookUpBy: 'pushDomain', pushDomain: PUSH, appName: 'live', onlyFailed: false },
			startTime: new Date(Date.now() - 3_600_000).toISOString(),
			endTime: new Date().toISOString(),
		},
		site: 'china',
	}),
	'callbackEvent: sendSample': ({ inbox, account }) => {
		const { TemplateId } = account.addTemplate({ CallbackKey: 'templateKey1' });
		account.bind(PUSH, 'live', TemplateId);
		return {
			parameters: {
				...{ event: 'streamBegin', url: inbox.url('sample'), keySource: 'template' },
				...{ pushDomain: PUSH, appName: 'live' },
			},
			site: 'international',
		};
	},
	'streamUrl: createPushUrl': () => ({
		parameters: { domainName: PUSH, streamName: 'room', keySource: 'api' },
		site: 'international',
	}),
	'streamUrl: createPlayUrl': () => ({
		parameters: { domainName: 'play.example.com', streamName: 'room', keySource: 'api' },
		site: 'international',
	}),
};

/** What has to be in the account beside what is in a filled one. */
const PREPARED: Record<string, (simulator: Simulator) => void> = {
	'recordingRule: delete': ({ account: { recording } }) =>
		void recording.bind(PLACE, recording.add().TemplateId),
	'snapshotRule: delete': ({ account: { snapshots } }) =>
		void snapshots.bind(PLACE, snapshots.add().TemplateId),
};

/** A run of an operation against an account of its own. */
export interface Run {
	/** The actions that were called. */
	actions: string[];
	/** What came of it: items, or message and description of the exception. */
	text: string;
	isThrown: boolean;
}

/** Runs an operation in a filled account, with a policy that allows just `allowed`; all unless given. */
export async function runOperation(
	name: string,
	{ action, allowed }: { action?: string; allowed?: readonly string[] },
): Promise<Run> {
	const policies: Record<string, string[]> = allowed
		? { [FAKE_KEYS.secretId]: allowed.map((one) => `live:${one}`) }
		: {};
	const simulator = await startSimulator({ policies });
	await fillAccount(simulator);
	PREPARED[name]?.(simulator);
	const [resource, operation] = name.split(': ');
	const { parameters, site } =
		HAND_MADE[name]?.(simulator) ??
		({
			parameters: entered(name, exampleCalls(simulator)[action ?? ''] ?? {}),
			site: 'china',
		} satisfies Scenario);
	const bench = createBench('tencentLvb', {
		credentials: { tencentCloudApi: { ...FAKE_KEYS, endpoint: simulator.url, site } },
		parameters: { ...parameters, resource, operation },
	});
	simulator.requests.length = 0;
	const outcome = await bench.execute().then(
		(items) => ({ isThrown: false, text: JSON.stringify(items) }),
		(error: Error & { description?: string }) => ({
			isThrown: true,
			text: `${error.message} | ${error.description}`,
		}),
	);
	const actions = [...new Set(simulator.requests.map((request) => request.action))];
	await simulator.close();
	return { ...outcome, actions };
}
