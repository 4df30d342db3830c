import type { Guesses } from '../../../tools/simulator/liveApi/handler.mts';

/** What nobody outside Tencent knows, in every combination. */
export const GUESSES: readonly Partial<Guesses>[] = (['kept', 'cleared'] as const).flatMap(
	(omittedFieldOnModify) =>
		(['clears', 'ignored'] as const).flatMap((emptyStringOnModify) =>
			(['refused', 'replaces'] as const).map((ruleOverRule) => ({
				omittedFieldOnModify,
				emptyStringOnModify,
				ruleOverRule,
			})),
		),
);
