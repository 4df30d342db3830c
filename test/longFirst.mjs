import Sequencer from '@jest/test-sequencer';

/** Floors whose files may take a minute each; the others' need seconds. */
const LONG = ['e2e', 'package', 'proofs'];

/**
 * jest's order (longest first, where it remembers; else largest first) within two parts: the long
 * floors begin, so that no long file runs alone at the end while the other core has nothing to do.
 */
export default class LongFirst extends Sequencer {
	sort(tests) {
		const isShort = ({ context }) => !LONG.includes(context.config.displayName.name);
		return super.sort(tests).sort((one, other) => isShort(one) - isShort(other));
	}
}
