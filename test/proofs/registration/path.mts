import { CALM, type Calm, endingOf, type EventName, EVENTS } from './life.mts';
import { type Act, createLives, type Failure, GUESSES, type Setting } from './explore.mts';
import { REFUSED } from './scenes/refused.mts';
import { HALF_DONE, SCENES } from './scenes/scenes.mts';
import { type Fate, MISHAPS } from './tencent.mts';

export const ALL_SCENES = [...SCENES, ...HALF_DONE, ...REFUSED];

const guessesAsText = ({ guesses }: Setting): string => Object.values(guesses).join(',');

/** One line that `replay` understands: scene, guesses, what happened, the calm way from there. */
export function writePath(
	setting: Setting,
	{ acts, calm }: Pick<Failure, 'acts' | 'calm'>,
): string {
	const events = acts.map(({ event, faults }) =>
		[event, ...faults.map(([index, fate]) => `${index}:${fate}`)].join(' '),
	);
	return [setting.scene.name, guessesAsText(setting), events.join(' > '), calm ?? ''].join(' | ');
}

/** @throws Error where the text names something unknown */
function readPath(text: string): { setting: Setting; acts: Act[]; calm?: Calm } {
	const [name, guesses, events, calm] = text.split('|').map((part) => part.trim());
	const scene = known(ALL_SCENES, (one) => one.name === name, name);
	const chosen = known(
		GUESSES,
		(one) => guessesAsText({ scene, guesses: one }) === guesses,
		guesses,
	);
	const acts = events === '' ? [] : events.split('>').map((part) => readAct(part.trim()));
	return {
		setting: { scene, guesses: chosen },
		acts,
		calm: calm ? known(CALM, (one) => one === calm, calm) : undefined,
	};
}

function readAct(text: string): Act {
	const [event, ...faults] = text.split(' ');
	const fates: readonly Fate[] = [...MISHAPS, 'killed'];
	return {
		event: known<EventName>(EVENTS, (one) => one === event, event),
		faults: faults.map((fault) => {
			const [index, fate] = fault.split(':');
			return [Number(index), known(fates, (one) => one === fate, fate)] as const;
		}),
	};
}

function known<T>(all: readonly T[], isIt: (one: T) => boolean, what: string): T {
	const found = all.find(isIt);
	if (found === undefined) throw new Error(`"${what}" is not known`);
	return found;
}

/** Lives a path again and tells each call; gives back what is wrong in the end. */
export async function replay(text: string, print: (line: string) => void): Promise<string[]> {
	const { setting, acts, calm } = readPath(text);
	const lives = await createLives(setting);
	const { live } = lives;
	lives.live = async (from, act) => {
		const lived = await live(from, act);
		const { staged, outcome } = lived;
		print(`${act.event}: ${outcome.thrown ?? outcome.phase}`);
		staged.tencent.calls.forEach(({ action, body }, index) => {
			const fate = act.faults.find(([at]) => at === index)?.[1] ?? '';
			const what = action.startsWith('Describe') ? '' : JSON.stringify(body);
			print(`  ${index} ${action.replace('LiveCallback', '')} ${fate} ${what}`);
		});
		for (const { message } of staged.node.failedExecutions) print(`  tells: ${message}`);
		return lived;
	};
	let state = lives.start;
	for (const act of acts) {
		const { next } = await lives.live(state, act);
		if (!next) return lives.explored.failures.flatMap(({ problems }) => problems);
		state = next;
	}
	return calm ? await endingOf(lives, state, calm) : [];
}
