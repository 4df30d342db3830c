import type { Generator } from '../generator.mts';
import { quoted } from '../literal.mts';

type Explanation = {
	outcome: string;
	fault: boolean | null;
	reason: string;
	explanation: string;
	nextStep: string;
};

/** Only the parts of a cause that Tencent's callback can name; it carries no sub-code. */
type Interruptions = {
	codes: Array<Explanation & { code: number; subCode: number }>;
	fallback: Explanation;
};

/** The explanation of every code that says why a stream ended. */
export const generator: Generator = {
	name: 'interruptions',
	async generate({ readJson }) {
		const { codes, fallback } = await readJson<Interruptions>('interruptions.json');
		const whole = codes.filter(({ subCode }) => subCode === 0);
		const content = `
			import type { Interruption } from '../types';

			/** By Tencent's \`errcode\`. */
			export const INTERRUPTIONS: ReadonlyMap<unknown, Interruption> = new Map<number, Interruption>([
				${whole.map((cause) => `[${cause.code}, ${quoted(explanationOf(cause))}],`).join('\n')}
			]);

			/** For every code that Tencent does not list. */
			export const UNEXPLAINED: Interruption = ${quoted(explanationOf(fallback))};
		`;
		return [{ path: 'nodes/callback/generated/interruptions.ts', content }];
	},
};

function explanationOf({
	outcome,
	fault,
	reason,
	explanation,
	nextStep,
}: Explanation): Explanation {
	return { outcome, fault, reason, explanation, nextStep };
}
