import { strictEqual } from 'node:assert';

import { startSimulator } from '../../tools/simulator/simulator.mts';
import { createBench } from '../contract/harness/index.mts';
import { type Row, rowOf, type Section } from './measure.mts';

const section = 'activation';

/** How many templates others have in the account; what an activation costs must not depend on it. Tencent allows 50 in all. */
const FOREIGN_TEMPLATES = [0, 1, 49];

/** How many calls to Tencent an activation takes, and how long without the network. */
export const activation: Section = {
	name: section,
	async run({ quick, progress }) {
		const rounds = quick ? 1 : 7;
		const measured = new Map<number, Activations>();
		for (let round = 0; round < rounds; round += 1) {
			for (const templates of FOREIGN_TEMPLATES) {
				progress(`${templates} templates`);
				const entry = measured.get(templates) ?? { fresh: [], again: [] };
				measured.set(templates, entry);
				await activateTwice(templates, entry);
			}
		}
		return FOREIGN_TEMPLATES.flatMap((templates) => rowsOf(templates, measured.get(templates)!));
	},
};

interface Activation {
	calls: number;
	/** Those of `create` alone. */
	createCalls: number;
	ms: number;
}

interface Activations {
	fresh: Activation[];
	again: Activation[];
}

function rowsOf(templates: number, { fresh, again }: Activations): Row[] {
	const all = (list: Activation[], part: keyof Activation) => list.map((entry) => entry[part]);
	const where = `${templates} foreign template${templates === 1 ? '' : 's'}`;
	const first = `checkExists and create, ${where}`;
	const atMostFour = { unit: 'calls', target: { atMost: 4 } };
	const atMostTwo = { unit: 'calls', target: { atMost: 2 } };
	return [
		rowOf({ section, what: first, samples: all(fresh, 'calls'), ...atMostFour }),
		rowOf({ section, what: first, unit: 'ms', samples: all(fresh, 'ms') }),
		rowOf({ section, what: `create, ${where}`, samples: all(fresh, 'createCalls'), ...atMostFour }),
		rowOf({ section, what: `nothing to do, ${where}`, samples: all(again, 'calls'), ...atMostTwo }),
	];
}

/** Activates where nothing of ours is there, and once more where all of it is. */
async function activateTwice(foreign: number, { fresh, again }: Activations): Promise<void> {
	const simulator = await startSimulator({
		templates: Array.from({ length: foreign }, (_, index) => ({ TemplateName: `team-${index}` })),
	});
	try {
		const { secretId, secretKey } = simulator.keys;
		const bench = createBench('tencentLvbTrigger', {
			credentials: {
				tencentCloudApi: { secretId, secretKey, site: 'international', endpoint: simulator.url },
			},
			parameters: {
				registration: 'automatic',
				pushDomain: { __rl: true, mode: 'name', value: 'push.example.com' },
				appName: 'live',
				events: ['streamBegin', 'streamEnd'],
			},
		});
		const activate = async (): Promise<Activation> => {
			const { checkExists, create } = bench.nodeType.webhookMethods!.default!;
			const before = simulator.requests.length;
			const start = performance.now();
			const exists = await checkExists.call(bench.hookContext());
			const checked = simulator.requests.length;
			if (!exists) strictEqual(await create.call(bench.hookContext()), true);
			const ms = performance.now() - start;
			const { length } = simulator.requests;
			return { calls: length - before, createCalls: length - checked, ms };
		};
		fresh.push(await activate());
		again.push(await activate());
	} finally {
		await simulator.close();
	}
}
