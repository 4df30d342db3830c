import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { nodeTypes } from '../../harness/index.mts';
import { openAccount, utc, type OpenAccount } from '../operations/account.mts';

const { properties } = nodeTypes.tencentLvb.description;

let account: OpenAccount;
beforeAll(async () => (account = await openAccount()));
beforeEach(() => void account.calls());
afterAll(async () => await account.simulator.close());

/** What can stand in a required field of any operation. */
const PLAUSIBLE: Record<string, unknown> = {
	domainName: 'push.example.com',
	pushDomain: 'push.example.com',
	pushDomainName: 'push.example.com',
	appName: 'live',
	streamName: 'room-42',
	templateId: '1001',
	taskId: '7',
	startTime: utc(-30),
	endTime: utc(30),
	sourceUrls: ['https://a.example.com/1.mp4'],
	keySource: 'none',
	event: 'streamBegin',
	url: 'http://127.0.0.1:9/hook',
};

type Field = { resource: string; operation: string; path: string[]; property: INodeProperties };

const isShownFor = ({ displayOptions }: INodeProperties, resource: string, operation: string) =>
	displayOptions?.show?.resource?.includes(resource) === true &&
	displayOptions.show.operation?.includes(operation) === true;

/** Every operation that the node offers, with the properties that are shown for it. */
function operations() {
	return properties
		.filter(({ name }) => name === 'operation')
		.flatMap(({ displayOptions, options = [] }) => {
			const resource = String(displayOptions?.show?.resource?.[0]);
			return options.map((option) => {
				const operation = String((option as { value: string }).value);
				const shown = properties.filter((property) => isShownFor(property, resource, operation));
				return { resource, operation, shown };
			});
		});
}

/** Every field of every operation whose name is one for which there is a rule. */
const FIELDS: Field[] = operations().flatMap(({ resource, operation, shown }) =>
	shown.flatMap((property) => {
		const inside = (property.type === 'collection' ? property.options : undefined) ?? [];
		return [
			{ resource, operation, path: [property.name], property },
			...(inside as INodeProperties[]).map((member) => ({
				resource,
				operation,
				path: [property.name, member.name],
				property: member,
			})),
		].filter(({ property: { name } }) => /(appName|streamName|domain(Name)?)$/i.test(name));
	}),
);

const titleOf = ({ resource, operation, path }: Field) =>
	`${resource}: ${operation}: ${path.join('.')}`;

function parametersFor({ resource, operation, path }: Field, value: unknown): IDataObject {
	const [first, member] = path;
	const parameters: IDataObject = { resource, operation };
	for (const { name, type, required } of properties.filter((property) =>
		isShownFor(property, resource, operation),
	)) {
		if (name in PLAUSIBLE) parameters[name] = PLAUSIBLE[name] as string;
		else if (required && type === 'string') parameters[name] = 'x';
	}
	if (resource === 'callbackEvent' && operation === 'sendSample') parameters.keySource = 'template';
	// Of the fields that it shows by turns, the one that is looked at.
	if (operation === 'getDeliveries')
		parameters.lookUpBy = first === 'streamName' ? first : 'pushDomain';
	parameters[first] = member ? { [member]: value as string } : (value as string);
	return parameters;
}

const refusalOf = async (field: Field, value: unknown) => {
	const { resource, operation, ...parameters } = parametersFor(field, value);
	const run = account.run(`${String(resource)}: ${String(operation)}`, parameters, {
		site: 'china',
	});
	return await run.then(
		() => undefined,
		(error: Error & { description?: string }) => error,
	);
};

test('are in many operations', () => {
	expect(FIELDS.length).toBeGreaterThan(60);
});

describe.each(FIELDS.map((field) => [titleOf(field), field] as const))('%s', (_, field) => {
	const isDomain = /domain/i.test(field.property.name);
	const label = field.property.displayName;

	test.each(
		isDomain
			? [
					['rtmp://push.example.com/live/room?txSecret=0a1b', 'push.example.com'],
					['push.example.com:1935', 'push.example.com'],
					['push.example.com/live', 'push.example.com'],
				]
			: [
					[
						'rtmp://p.example.com/live/room-42?txSecret=0a1b',
						/app/i.test(label) ? 'live' : 'room-42',
					],
					['live/room-42?txSecret=0a1b&txTime=1', /app/i.test(label) ? 'live' : 'room-42'],
					['/room-42/', 'room-42'],
				],
	)('is not taken as %s, and the text says what to enter', async (value, name) => {
		const error = await refusalOf(field, value);
		expect(error?.message).toContain(`'${label}'`);
		expect(error?.description).toContain(name);
		expect(`${error?.message} ${error?.description}`).not.toMatch(/0a1b/);
		expect(account.calls()).toEqual([]);
	});
});

describe('A domain', () => {
	test.each(
		FIELDS.filter(({ property }) => /domain/i.test(property.name)).map(
			(f) => [titleOf(f), f] as const,
		),
	)('goes out as Tencent lists it, however it was written: %s', async (_, field) => {
		await refusalOf(field, ' Push.Example.COM. ');
		const sent = JSON.stringify(account.calls().map(([, body]) => body));
		expect(sent).not.toMatch(/Push\.Example|com\./);
	});
});

describe('A rule of the whole domain', () => {
	test('is still made and removed', async () => {
		for (const [kind, resource] of [
			['recording', 'recordingRule'],
			['snapshots', 'snapshotRule'],
		] as const) {
			const { TemplateId } = account.simulator.account[kind].add({});
			const domainName = 'push.example.com';
			await account.run(`${resource}: create`, { domainName, templateId: TemplateId });
			expect(account.simulator.account[kind].rules.size).toBe(1);
			await account.run(`${resource}: delete`, { domainName });
			expect(account.simulator.account[kind].rules.size).toBe(0);
		}
		await account
			.run('callbackRule: delete', { domainName: 'push.example.com', appName: '*' })
			.catch(() => undefined);
		expect(account.calls().pop()![1]).toMatchObject({ AppName: '*' });
	});
});
