import { INTERRUPTIONS, UNEXPLAINED } from './generated/interruptions';
import { integerFrom } from './convert/integer';

/** Why a stream ended, in words for the person who has to do something about it. */
export type Interruption = {
	/** One of the outcomes of `catalogue/interruptions.json`. */
	outcome: string;
	/** True for a fault, false for what was wanted, null where that cannot be told. */
	fault: boolean | null;
	reason: string;
	explanation: string;
	nextStep: string;
};

/** The explanation of Tencent's `errcode`; a general one for every code that Tencent does not list. */
export function interruptionOf(errcode: unknown): Interruption {
	const { outcome, fault, reason, explanation, nextStep } =
		INTERRUPTIONS.get(integerFrom(errcode)) ?? UNEXPLAINED;
	return { outcome, fault, reason, explanation, nextStep };
}
