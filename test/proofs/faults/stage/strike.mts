import type { Fault } from './drawFaults.mts';
import type { FaultyN8n } from './faultyN8n.mts';

/** Deals out the blows when their moment has come. */
export interface Striker {
	/** To be told how many events were sent. */
	onEvent(count: number): void;
	/** Resolves once all blows so far are mended. */
	done(): Promise<void>;
}

export function createStriker(
	{ targets }: FaultyN8n,
	faults: Fault[],
	progress: (text: string) => void,
): Striker {
	const ahead = [...faults];
	const underWay: Array<Promise<void>> = [];
	return {
		onEvent(count) {
			while (ahead.length > 0 && ahead[0].afterEvents <= count) {
				const { target, downMs } = ahead.shift()!;
				progress(`event ${count}: ${target} is struck for ${(downMs / 1000).toFixed(1)} s`);
				underWay.push(targets[target].strike(downMs));
			}
		},
		done: async () => void (await Promise.all(underWay)),
	};
}
