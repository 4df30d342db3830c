import { GUESSES } from '../explore.mts';
import { type Fate, MISHAPS } from '../tencent.mts';
import { createLives, type Crowd, type Deed, DEEDS } from './crowd.mts';
import { type Act, endsOf } from './search.mts';

type Named = Omit<Crowd, 'guesses'> & { name: string };

const POLICIES = [undefined, 'join', 'replace'] as const;

/** Crowds to search: as many as are promised, and few of which n8n remembers everything. */
export const CROWDS: readonly Named[] = POLICIES.flatMap((existing) => {
	const where = existing ? `, ${existing}` : '';
	return [
		{ name: `four workflows${where}`, size: 4, isForgetful: true, existing },
		{ name: `two workflows that come again${where}`, size: 2, existing },
	];
});

/** One line that `replayCrowd` understands: crowd, guesses, what happened. */
export const writeCrowdPath = (
	{ name }: Named,
	guesses: Crowd['guesses'],
	acts: readonly Act[],
): string => [name, asText(guesses), acts.map(writeAct).join(' > ')].join(' | ');

const asText = (guesses: Crowd['guesses']): string => Object.values(guesses).join();

const writeAct = ({ does, who, faults }: Act): string =>
	[does, who, ...faults.map(([index, fate]) => `${index}:${fate}`)].join(' ');

/**
 * Lives a path again and tells each call; gives back what is wrong in the end, undefined where it is
 * no path of a crowd.
 */
export async function replayCrowd(
	path: string,
	print: (line: string) => void,
): Promise<readonly string[] | undefined> {
	const [name, guessed, way = ''] = path.split('|').map((part) => part.trim());
	const crowd = CROWDS.find((one) => one.name === name);
	const guesses = GUESSES.find((one) => asText(one) === guessed);
	if (!crowd || !guesses) return undefined;
	const lives = createLives({ ...crowd, guesses });
	let world = lives.start;
	for (const act of way === '' ? [] : way.split('>').map((part) => readAct(part.trim()))) {
		const { next, staged, problems } = await lives.live(world, act, act.faults);
		print(`${act.does} ${act.who}: ${next.phases.join(', ')}${next.isDown ? ', killed' : ''}`);
		for (const [index, { action, body }] of staged.tencent.calls.entries()) {
			const fate = act.faults.find(([at]) => at === index)?.[1] ?? '';
			const what = action.startsWith('Describe') ? '' : JSON.stringify(body);
			print(`  ${index} ${action.replace('LiveCallback', '')} ${fate} ${what}`);
		}
		if (problems.length > 0) return problems;
		world = next;
	}
	const [end] = await endsOf(lives)(world);
	if (end) print(`then ${end.way.map(writeAct).join(' > ')}`);
	return end?.problems ?? [];
}

/** @throws Error where the text names something unknown */
function readAct(text: string): Act {
	const [does, who, ...faults] = text.split(' ');
	if (!DEEDS.includes(does as Deed['does'])) throw new Error(`"${does}" is not known`);
	return {
		does: does as Deed['does'],
		who: Number(who),
		faults: faults.map((fault) => {
			const [index, fate] = fault.split(':');
			const known = [...MISHAPS, 'killed'].includes(fate);
			if (!known) throw new Error(`"${fate}" is not known`);
			return [Number(index), fate as Fate] as const;
		}),
	};
}
