/** One choice among the calls that wait at a moment. */
interface Choice {
	taken: number;
	options: number;
}

interface Waiting {
	actor: number;
	kind: 'begin' | 'read' | 'write' | 'rest';
	/** The step before which it came. */
	since: number;
	go(): void;
}

type Request = { headers: Record<string, string> };
type Http<T, R> = (credential: string, request: T) => Promise<R>;

/** Lets the calls of several actors happen one after the other, in an order that is chosen. */
export interface Schedule {
	/** What an actor calls in the place of `http`. */
	gate<T extends Request, R>(actor: number, http: Http<T, R>): Http<T, R>;
	/** When an actor may begin is chosen, too. */
	begin(actor: number): Promise<void>;
	/** A pause that is longer than any call: it ends when nobody calls. */
	rest(actor: number): Promise<void>;
	/** Lets everything through from now on, or stops that again. */
	open(isOpen: boolean): void;
	/** Runs until nobody calls any more. Gives back which choices there were. */
	run(choose: (options: number, step: number) => number): Promise<Choice[]>;
}

/** Nothing that is tried here waits for anything but calls, so all else is done by then. */
const settled = () => new Promise((resolve) => setImmediate(resolve));

export function createSchedule(): Schedule {
	const waiting: Waiting[] = [];
	let isOpen = true;
	let step = 0;
	const turnOf = async (actor: number, kind: Waiting['kind']) =>
		isOpen
			? undefined
			: await new Promise<void>((go) => waiting.push({ actor, kind, since: step, go }));
	return {
		gate: (actor, http) => async (credential, request) => {
			const isRead = request.headers['X-TC-Action'].startsWith('Describe');
			await turnOf(actor, isRead ? 'read' : 'write');
			return await http(credential, request);
		},
		begin: async (actor) => await turnOf(actor, 'begin'),
		rest: async (actor) => await turnOf(actor, 'rest'),
		open: (open) => void (isOpen = open),
		async run(choose) {
			const choices: Choice[] = [];
			let last: Waiting | undefined;
			for (await settled(); waiting.length > 0; await settled()) {
				waiting.sort((a, b) => a.actor - b.actor);
				const isCalling = waiting.some(({ kind }) => kind === 'read' || kind === 'write');
				const ready = waiting.filter(({ kind }) => !isCalling || kind !== 'rest');
				const fresh = ready.filter((one) => !isTheSameLater(one, last, step));
				const options = fresh.length > 0 ? fresh : ready;
				const taken = choose(options.length, step);
				choices.push({ taken, options: options.length });
				last = options[taken];
				step += 1;
				waiting.splice(waiting.indexOf(last), 1);
				last.go();
			}
			return choices;
		},
	};
}

// Two readings in a row give the same in either order, so one order is enough.
function isTheSameLater(one: Waiting, last: Waiting | undefined, step: number): boolean {
	const areReads = last?.kind === 'read' && one.kind === 'read';
	return areReads && one.actor < last.actor && one.since < step;
}

/**
 * Calls `attempt` once for every order, or for `most` orders drawn at random where there are more.
 * Gives back the number of orders and whether they are all.
 */
export async function everyOrder(
	attempt: (choose: (options: number, step: number) => number) => Promise<Choice[]>,
	{ most, random }: { most: number; random: () => number },
): Promise<{ orders: number; isAll: boolean }> {
	let prefix: number[] = [];
	for (let orders = 1; orders <= most; orders++) {
		const choices = await attempt((_, step) => prefix[step] ?? 0);
		let at = choices.length - 1;
		while (at >= 0 && choices[at].taken + 1 >= choices[at].options) at -= 1;
		if (at < 0) return { orders, isAll: true };
		prefix = [...choices.slice(0, at).map(({ taken }) => taken), choices[at].taken + 1];
	}
	for (let i = 0; i < most; i++) await attempt((options) => Math.floor(random() * options));
	return { orders: 2 * most, isAll: false };
}
