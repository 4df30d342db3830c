import { createAccount, type Account } from '../../../simulator/account/account.mts';
import { readActions } from '../../../simulator/catalogue/readActions.mts';
import { HANDLERS } from '../../../simulator/liveApi/actions/index.mts';
import {
	DEFAULT_CODES,
	DEFAULT_GUESSES,
	type Codes,
	type Guesses,
} from '../../../simulator/liveApi/handler.mts';
import { validateBody, type Site } from '../../../simulator/liveApi/validateBody.mts';
import { parseWideJson } from '../../../simulator/wideJson.mts';

/** What can happen to one call. */
export const MISHAPS = [
	'refused',
	'timeoutBefore',
	'timeoutAfter',
	'rateLimited',
	'internal',
	'http500',
	'malformed',
	'empty',
] as const;

export type Mishap = (typeof MISHAPS)[number];

export interface TencentOptions {
	guesses?: Partial<Guesses>;
	codes?: Partial<Codes>;
	site?: Site;
	firstTemplateId?: string | number;
}

type Wire = Record<string, unknown>;
type Request = { headers: Record<string, string>; body: unknown };

const ACTIONS = readActions();

const TAKES_EFFECT: ReadonlySet<Mishap> = new Set(['timeoutAfter', 'malformed', 'empty']);

const CODE_OF: Partial<Record<Mishap, string>> = {
	refused: 'UnauthorizedOperation',
	rateLimited: 'RequestLimitExceeded',
	internal: 'InternalError',
};

/**
 * The simulator's account and actions without HTTP and signatures, so that thousands of runs need
 * seconds. `http` stands for n8n's request helper.
 */
export function createTencent(options: TencentOptions = {}) {
	const account: Account = createAccount({
		firstTemplateId: options.firstTemplateId ?? 1001,
		now: () => 0,
	});
	account.addDomain({ name: 'push.example.com' });
	const context = {
		account,
		guesses: { ...DEFAULT_GUESSES, ...options.guesses },
		codes: { ...DEFAULT_CODES, ...options.codes },
		site: options.site ?? 'any',
		now: 0,
		publish: () => {},
	};
	const mishaps = new Map<number, Mishap>();

	function carryOut(action: string, body: Wire): Wire {
		const problem = validateBody(ACTIONS.get(action)!, body, context.site);
		const given = problem
			? { ok: false as const, refusal: problem }
			: HANDLERS[action](body, context);
		return given.ok ? given.response : errorOf(given.refusal.code);
	}

	const tencent = {
		account,
		/** Every call so far, in order. */
		calls: [] as { action: string; body: Wire }[],
		/** Meets every call while set. */
		always: undefined as Mishap | undefined,
		/** Called before each call is carried out, for changes behind our back. */
		before: undefined as ((action: string) => void) | undefined,
		/** The call that comes `index` calls from now meets the mishap. */
		fail: (index: number, mishap: Mishap) => void mishaps.set(tencent.calls.length + index, mishap),
		/** Forgets the mishaps that are still to come. */
		calm: () => mishaps.clear(),
		/** Whether a planned mishap has not come to pass. */
		isPending: () => [...mishaps.keys()].some((index) => index >= tencent.calls.length),

		async http(_credential: string, { headers, body }: Request) {
			const action = headers['X-TC-Action'];
			const mishap = tencent.always ?? mishaps.get(tencent.calls.length);
			const text =
				typeof body === 'string' || Buffer.isBuffer(body) ? String(body) : JSON.stringify(body);
			const parameters = parseWideJson(text) as Wire;
			tencent.calls.push({ action, body: parameters });
			tencent.before?.(action);
			if (mishap === undefined) return answer(carryOut(action, parameters));

			if (TAKES_EFFECT.has(mishap)) carryOut(action, parameters);
			const code = CODE_OF[mishap];
			if (code) return answer(errorOf(code));
			if (mishap === 'empty') return answer({});
			if (mishap === 'malformed') return { statusCode: 200, body: '{"Respo', headers: {} };
			if (mishap === 'http500') return { statusCode: 500, body: '<html>', headers: {} };
			throw Object.assign(new Error('timeout'), { code: 'ECONNABORTED' });
		},
	};
	return tencent;
}

export type Tencent = ReturnType<typeof createTencent>;

const errorOf = (Code: string): Wire => ({ Error: { Code, Message: `Refused with ${Code}` } });

const answer = (response: Wire) => ({
	statusCode: 200,
	body: writeJson({ Response: { ...response, RequestId: 'r' } }),
	headers: {},
});

// n8n-workflow gives every bigint a toJSON that makes it a string.
function writeJson(value: unknown): string {
	const { rawJSON } = JSON as unknown as { rawJSON(text: string): unknown };
	return JSON.stringify(value, function (this: Wire, name, inner: unknown) {
		return typeof this[name] === 'bigint' ? rawJSON(String(this[name])) : inner;
	});
}
