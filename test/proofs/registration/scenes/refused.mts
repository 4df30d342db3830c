import { activateElsewhere, bound, JOIN, PUSH, type Scene, TEAM_URL } from './scene.mts';

/** Scenes in which an activation is refused, or a person has changed something since. */
export const REFUSED: readonly Scene[] = [
	{ name: 'stop', hasTeam: true, stops: /which this n8n did not make/ },
	{
		name: 'stop, whole domain',
		...{ hasTeam: true, teamApp: '' },
		stops: /holds for the whole domain and which this n8n did not make/,
	},
	{
		name: 'join, occupied',
		hasTeam: true,
		options: JOIN,
		parameters: { events: ['streamBegin', 'snapshot'] },
		stops: /can't be added to it/,
	},
	{
		name: 'moved, stop',
		others: 1,
		prepare: activateElsewhere,
		stops: /a former address or a copy of this n8n/,
	},
	{
		name: 'unknown domain',
		parameters: { pushDomain: { value: 'nobody.example.com' } },
		stops: /'Push Domain' nobody\.example\.com.*Check that 'Push Domain' is a push domain/,
	},
	{
		name: 'active, on a domain that is gone since',
		parameters: { pushDomain: { value: 'nobody.example.com' } },
		isActive: true,
		prepare: async ({ node }) => {
			node.staticData = {
				...{ domain: 'nobody.example.com', appName: 'live', registeredUrl: node.url },
				callbackKey: 'K'.repeat(32),
			};
		},
		tells: /'Push Domain' nobody\.example\.com/,
		comesTo: ({ templates }) =>
			[...templates.values()].every(({ TemplateName }) => !TemplateName.startsWith('n8n-')),
	},
	{
		name: 'bound to a template of a person since',
		isActive: true,
		prepare: async ({ node, tencent: { account } }) => {
			await node.activate();
			const team = account.addTemplate({ TemplateName: 'team-a', SnapshotNotifyUrl: TEAM_URL });
			account.bind(PUSH, 'live', team.TemplateId);
		},
		tells: /now uses the callback template 'team-a'/,
		keeps: (account) => account.templateOf(PUSH, 'live')?.TemplateName === 'team-a',
	},
	{
		name: 'slot given to another address since',
		isActive: true,
		prepare: async (staged) => {
			await staged.node.activate();
			bound(staged).StreamEndNotifyUrl = TEAM_URL;
		},
		tells: /already goes to https:\/\/team\.example\.com/,
		keeps: ({ templates }) =>
			[...templates.values()].some(({ StreamEndNotifyUrl }) => StreamEndNotifyUrl === TEAM_URL),
	},
	{
		name: 'key changed since',
		isActive: true,
		prepare: async (staged) => {
			await staged.node.activate();
			bound(staged).CallbackKey = 'another';
		},
		tells: /callback key .* is not the one that this workflow knows/,
		keeps: ({ templates }) => (templates.get(1002)?.CallbackKey ?? 'another') === 'another',
	},
	{
		name: 'one event with ten workflows',
		...{ others: 10, parameters: { events: ['streamBegin', 'recordingFile'] } },
		stops: /already starts? 10 workflows of this n8n/,
	},
];
