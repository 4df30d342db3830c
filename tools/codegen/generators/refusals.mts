import type { Generator } from '../generator.mts';

type Code = {
	category: string;
	retryable: boolean;
	meaning: string;
	nextStep: string;
	besidesRetry?: string;
};
type Refusals = { codes: Record<string, Code>; groups: Record<string, string[]> };

/** The map from Tencent's refusal codes to plain words, for `nodes/liveApi`. */
export const generator: Generator = {
	name: 'refusals',
	async generate(catalogue) {
		const { codes, groups } = await catalogue.readJson<Refusals>('refusals.json');
		checkRetries(codes);
		return [{ path: 'nodes/liveApi/generated/refusals.ts', content: contentOf(codes, groups) }];
	},
};

/** Whoever tries again by himself must not tell a person to. */
function checkRetries(codes: Refusals['codes']): void {
	const saysRetry = /\btry(?:ing)? again\b/i;
	const wrong = Object.entries(codes).filter(
		([, { nextStep, besidesRetry = nextStep }]) =>
			saysRetry.test(besidesRetry) || (besidesRetry !== nextStep && !saysRetry.test(nextStep)),
	);
	if (wrong.length === 0) return;
	const names = wrong.map(([code]) => code).join(', ');
	throw new Error(`refusals.json: besidesRetry is missing or makes no sense for ${names}`);
}

function contentOf(codes: Refusals['codes'], groups: Refusals['groups']): string {
	const categories = [...new Set(Object.values(codes).map(({ category }) => category))].sort();
	const entries = Object.entries(codes).map(
		([code, { category, retryable, meaning, nextStep, besidesRetry }]) =>
			`${JSON.stringify(code)}: ${JSON.stringify({ category, retryable, meaning, nextStep, besidesRetry })}`,
	);
	return `
/** What kind of refusal a code of Tencent's stands for. */
export type TencentCategory = ${categories.map((category) => JSON.stringify(category)).join(' | ')};

/** \`retryable\`: the same call may succeed a little later without anybody changing anything. */
export type KnownRefusal = {
	category: TencentCategory;
	retryable: boolean;
	meaning: string;
	nextStep: string;
	/** What is left of \`nextStep\` for somebody in whose place it is tried again; \`nextStep\` unless given. */
	besidesRetry?: string;
};

/** Codes that mean the same for callback templates and rules. */
export const REFUSAL_GROUPS = ${JSON.stringify(groups)} as const satisfies Record<string, readonly string[]>;

/** Every documented code of the live API. */
export const KNOWN_REFUSALS: Readonly<Record<string, KnownRefusal>> = {${entries.join(',')}};
`;
}
