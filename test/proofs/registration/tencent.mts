import {
	createAccount,
	type Account,
	type Rule,
} from '../../../tools/simulator/account/account.mts';
import type { Template } from '../../../tools/simulator/account/templates.mts';
import { readActions } from '../../../tools/simulator/catalogue.mts';
import { type Site, validateBody } from '../../../tools/simulator/liveApi/body.mts';
import { HANDLERS } from '../../../tools/simulator/liveApi/actions/index.mts';
import {
	DEFAULT_CODES,
	DEFAULT_GUESSES,
	type Codes,
	type Guesses,
} from '../../../tools/simulator/liveApi/handler.mts';
import { parseWideJson, writeWideJson } from '../../../tools/simulator/wideJson.mts';

/** What Tencent or the network can do to one call. */
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

type Mishap = (typeof MISHAPS)[number];

/** Or n8n's process is killed once the call has had its effect. */
export type Fate = Mishap | 'killed';

/** What an account holds of callbacks, to go back to. */
export interface Holdings {
	templates: Template[];
	rules: Rule[];
	nextId: number;
}

export interface TencentOptions {
	/** Besides the push domains `push.example.com` and `b.example.com`. */
	holdings?: Holdings;
	/** Told how many ms each call takes. */
	spend?: (ms: number) => void;
	guesses?: Partial<Guesses>;
	codes?: Partial<Codes>;
	site?: Site;
	firstTemplateId?: string | number;
}

type Wire = Record<string, unknown>;
type Request = { headers: Record<string, string>; body: unknown };

const ACTIONS = readActions();

const TAKES_EFFECT: ReadonlySet<Fate> = new Set(['timeoutAfter', 'malformed', 'empty', 'killed']);

const CALL_MS = 50;

/** The node's own limit. */
const TIMEOUT_MS = 6_000;

const CODE_OF: Partial<Record<Fate, string>> = {
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
		firstTemplateId: options.holdings?.nextId ?? options.firstTemplateId ?? 1001,
		now: () => 0,
	});
	for (const name of ['push.example.com', 'b.example.com']) account.addDomain({ name });
	for (const template of options.holdings?.templates ?? []) account.addTemplate({ ...template });
	for (const { DomainName, AppName, TemplateId } of options.holdings?.rules ?? []) {
		account.bind(DomainName, AppName, TemplateId);
	}
	const context = {
		account,
		guesses: { ...DEFAULT_GUESSES, ...options.guesses },
		codes: { ...DEFAULT_CODES, ...options.codes },
		site: options.site ?? 'any',
		now: 0,
		publish: () => {},
	};
	const { spend = () => {} } = options;
	const fates = new Map<number, Fate>();
	let die: (how: 'killed') => void;
	const death = new Promise<'killed'>((resolve) => (die = resolve));
	const silence = new Promise<never>(() => {});

	function carryOut(action: string, body: Wire): Wire {
		const problem = validateBody(ACTIONS.get(action)!, body, context.site);
		const given = problem
			? { ok: false as const, refusal: problem }
			: HANDLERS[action](body, context);
		return given.ok ? given.response : errorOf(given.refusal.code);
	}

	const tencent = {
		account,
		firstId: Number(options.holdings?.nextId ?? options.firstTemplateId ?? 1001),
		/** Settles when the process that calls is killed. */
		death,
		/** Every call so far, in order. */
		calls: [] as { action: string; body: Wire }[],
		/** Meets every call while set. */
		always: undefined as Mishap | undefined,
		/** Called before each call is carried out, for changes behind our back. */
		before: undefined as ((action: string) => void) | undefined,
		/** The call that comes `index` calls from now meets the fate. */
		fail: (index: number, fate: Fate) => void fates.set(tencent.calls.length + index, fate),
		/** Forgets what is still to come. */
		calm: () => fates.clear(),
		/** Whether a planned fate has not come to pass. */
		isPending: () => [...fates.keys()].some((index) => index >= tencent.calls.length),

		async http(_credential: string, { headers, body }: Request) {
			const action = headers['X-TC-Action'];
			const fate = tencent.always ?? fates.get(tencent.calls.length);
			const text =
				typeof body === 'string' || Buffer.isBuffer(body) ? String(body) : JSON.stringify(body);
			const parameters = parseWideJson(text) as Wire;
			tencent.calls.push({ action, body: parameters });
			tencent.before?.(action);
			spend(fate?.startsWith('timeout') ? TIMEOUT_MS : CALL_MS);
			if (fate === undefined) return answer(carryOut(action, parameters));

			if (TAKES_EFFECT.has(fate)) carryOut(action, parameters);
			if (fate === 'killed') {
				die(fate);
				return await silence;
			}
			const code = CODE_OF[fate];
			if (code) return answer(errorOf(code));
			if (fate === 'empty') return answer({});
			if (fate === 'malformed') return { statusCode: 200, body: '{"Respo', headers: {} };
			if (fate === 'http500') return { statusCode: 500, body: '<html>', headers: {} };
			throw Object.assign(new Error('timeout'), { code: 'ECONNABORTED' });
		},
	};
	return tencent;
}

export type Tencent = ReturnType<typeof createTencent>;

/** What the account holds now; no id is given twice. */
export function holdingsOf({ account: { templates, rules }, calls, firstId }: Tencent): Holdings {
	const ids = [...templates.keys(), ...[...rules.values()].map(({ TemplateId }) => TemplateId)];
	const created = calls.filter(({ action }) => action === 'CreateLiveCallbackTemplate').length;
	return {
		templates: [...templates.values()].map((template) => ({ ...template })),
		rules: [...rules.values()].map((rule) => ({ ...rule })),
		nextId: Math.max(firstId, ...ids.map((id) => Number(id) + 1)) + created,
	};
}

const errorOf = (Code: string): Wire => ({ Error: { Code, Message: `Refused with ${Code}` } });

const answer = (response: Wire) => ({
	statusCode: 200,
	body: writeWideJson({ Response: { ...response, RequestId: 'r' } }),
	headers: {},
});
