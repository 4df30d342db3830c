import { strictEqual } from 'node:assert';
import { startSimulator } from '../../simulator/index.mts';
import { createBench } from '../../test/contract/harness/index.mts';
import { rowOf, type Row } from '../measure/row.mts';
import type { Section } from '../section.mts';

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
	ms: number;
}

interface Activations {
	fresh: Activation[];
	again: Activation[];
}

function rowsOf(templates: number, { fresh, again }: Activations): Row[] {
	const calls = (list: Activation[]) => list.map((activation) => activation.calls);
	const ms = (list: Activation[]) => list.map((activation) => activation.ms);
	const where = `${templates} foreign template${templates === 1 ? '' : 's'}`;
	const unit = 'calls';
	return [
		rowOf({
			...{ section, what: `fresh, ${where}`, unit, samples: calls(fresh), target: { atMost: 4 } },
		}),
		rowOf({ section, what: `fresh, ${where}`, unit: 'ms', samples: ms(fresh) }),
		rowOf({
			...{ section, what: `nothing to do, ${where}`, unit, samples: calls(again) },
			target: { atMost: 2 },
		}),
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
			const before = simulator.requests.length;
			const start = performance.now();
			const hooks = bench.nodeType.webhookMethods!.default;
			if (!(await hooks.checkExists.call(bench.hookContext()))) {
				strictEqual(await hooks.create.call(bench.hookContext()), true);
			}
			const ms = performance.now() - start;
			return { calls: simulator.requests.length - before, ms };
		};
		fresh.push(await activate());
		again.push(await activate());
	} finally {
		await simulator.close();
	}
}
