import type { Stage } from '../stage.mts';
import { activateWith, bound, JOIN, REPLACE, type Scene } from './scene.mts';

const WITH_RECORDING = { events: ['streamBegin', 'streamEnd', 'recordingFile'] };

/** The node wants what so many others are told of as well. */
const beside = (others: number) => ({ others, parameters: WITH_RECORDING });

const IN_JOINED = { options: JOIN, hasTeam: true };
const IN_REPLACED = { options: REPLACE, hasTeam: true };

/** Activates the node, and takes it to a place in the list: 0 is that of the carrier. */
const activateAt =
	(place: number) =>
	async ({ node, others }: Stage): Promise<void> => {
		await node.activate();
		for (const other of others.slice(place)) {
			await other.deactivate();
			await other.activate();
		}
	};

/** The same, and n8n has forgotten some of the others since. */
const activateAmong =
	(place: number, gone: readonly number[]) =>
	async (staged: Stage): Promise<void> => {
		await activateAt(place)(staged);
		for (const index of gone) staged.others[index].vanish();
	};

/** The node and other workflows are told of one event. */
export const SHARING: readonly Scene[] = [
	{ name: 'one event with another workflow', ...beside(1) },
	{ name: 'one event with another workflow, replace', ...beside(1), ...IN_REPLACED },
	{ name: 'one event with another workflow, join', ...beside(1), ...IN_JOINED },
	{
		name: 'no longer one event with another workflow',
		others: 1,
		prepare: async (staged) => await activateWith(staged, WITH_RECORDING),
	},
	{
		name: 'one event with another workflow, first come',
		...beside(1),
		isActive: true,
		prepare: activateAt(0),
	},
	{
		name: 'one event with another workflow, left out of the list since',
		...beside(1),
		isActive: true,
		prepare: async (staged) => {
			await staged.node.activate();
			bound(staged).RecordNotifyUrl = staged.others[0].url;
		},
	},
	{
		name: 'one event with a workflow that is gone',
		...beside(1),
		isActive: true,
		prepare: async (staged) => {
			await staged.node.activate();
			const [carrier, also] = bound(staged).RecordNotifyUrl.split('?also=');
			const gone = carrier.replace('/other/', '/gone/');
			bound(staged).RecordNotifyUrl = `${gone}?also=other,${also}`;
		},
	},
	{ name: 'one event with two workflows', ...beside(2) },
	{ name: 'one event with three workflows', ...beside(3) },
	{ name: 'one event with three workflows, replace', ...beside(3), ...IN_REPLACED },
	{ name: 'one event with three workflows, join', ...beside(3), ...IN_JOINED },
	{
		name: 'no longer one event with three workflows, as the first of them',
		others: 3,
		prepare: async (staged) => {
			await activateWith(staged, WITH_RECORDING);
			for (const other of staged.others) {
				await other.deactivate();
				await other.activate();
			}
		},
	},
	...[0, 1, 2, 3].map(
		(place): Scene => ({
			name: `one event with three workflows, place ${place + 1} of 4`,
			...beside(3),
			isActive: true,
			prepare: activateAt(place),
		}),
	),
	{
		name: 'one event with three workflows, join, place 1 of 4',
		...{ ...beside(3), ...IN_JOINED, isActive: true },
		prepare: activateAt(0),
	},
	{
		name: 'one event with three workflows, the first one gone',
		...{ ...beside(3), isActive: true },
		prepare: activateAmong(2, [0]),
	},
	{
		name: 'one event with three workflows, join, the first one gone',
		...{ ...beside(3), ...IN_JOINED, isActive: true },
		prepare: activateAmong(1, [0]),
	},
	{
		name: 'one event with three workflows, all of them gone but one',
		...{ ...beside(3), isActive: true },
		prepare: activateAmong(2, [0, 2]),
	},
	{
		name: 'one event with three workflows, the first one gone before',
		...beside(3),
		prepare: async ({ others }) => others[0].vanish(),
	},
	{
		name: 'one event with three workflows, lost state',
		...beside(3),
		prepare: async (staged) => {
			await activateAt(1)(staged);
			staged.node.staticData = {};
		},
	},
	{
		name: 'one event with nine workflows',
		...beside(9),
	},
	{
		name: 'one event with ten workflows, one of them gone',
		...beside(10),
		prepare: async ({ others }) => others[6].vanish(),
	},
];
