import { type Action, type ActionField, rateOf } from '../../catalogue/actions.mts';
import { parseWideJson } from '../wideJson.mts';
import { HANDLERS } from './actions/index.mts';
import { isOnSite, type Site, validateBody } from './body.mts';
import { type Fault, type FaultPlan, takesEffect } from './faults.mts';
import { type Answer, type HandlerContext, refuse } from './handler.mts';
import { checkTc3, type SignedRequest, type Tc3Keys } from './tc3.mts';

const VERSION = '2018-08-01';

interface Dispatched {
	action: string;
	/** The parameters, undefined where the request did not get so far. */
	body?: unknown;
	authorized: boolean;
	answer: Answer;
	/** The fault that the answer is to meet. */
	fault?: Fault;
	/** Full name of a request that the simulator has no handler for, with what to add. */
	unknown?: string;
}

/** Decides what Tencent would answer to one live API request, and carries it out. */
export function dispatch(
	request: SignedRequest,
	options: {
		keys: Tc3Keys;
		actions: Map<string, Action>;
		faults: FaultPlan;
		rates: RateLimiter;
		/** Actions that the user behind the keys may call; all where there is no policy. */
		policy?: readonly string[];
		context: HandlerContext;
	},
): Dispatched {
	const { keys, actions, faults, rates, policy, context } = options;
	const action = request.headers['x-tc-action'] ?? '';
	const stop = (answer: Answer, more: Partial<Dispatched> = {}): Dispatched => ({
		action,
		authorized: true,
		answer,
		...more,
	});

	if (!action) return stop(missingHeader('X-TC-Action'), { authorized: false });
	const refusal = checkTc3(request, keys, context.now);
	if (refusal) return stop({ ok: false, refusal }, { authorized: false });
	const version = request.headers['x-tc-version'];
	if (!version) return stop(missingHeader('X-TC-Version'));
	if (version !== VERSION)
		return stop(refuse('NoSuchVersion', `The live API has no version ${version}.`));

	const known = actions.get(action);
	const handler = Object.hasOwn(HANDLERS, action) ? HANDLERS[action] : undefined;
	if (!known || !handler || !isOnSite(known, context.site)) {
		const answer = refuse('InvalidAction', `The action ${action} is not supported.`);
		return stop(answer, {
			unknown: nameInFull(request, action, Boolean(known)),
		});
	}

	const elsewhere = regionProblem(request.headers['x-tc-region'], known);
	if (elsewhere) return stop(elsewhere);
	if (policy && !allows(policy, action)) return stop(notAllowed(action, context));
	if (!rates.take(action, context.now)) return stop(rateLimited(action));
	const fault = faults.take(action);
	const body = readBody(request, known);
	if (body === undefined)
		return stop(refuse('InvalidRequest', 'The request body is no JSON.'), {
			fault,
		});
	if (fault && !takesEffect(fault)) return stop(answerOf(fault), { body, fault });
	const problem = validateBody(known, body, context.site, {
		alsoKnown:
			context.guesses.returnedFieldOnModify === 'taken' ? returnedNames(known, options) : [],
	});
	if (problem) return stop({ ok: false, refusal: problem }, { body, fault });
	const answer = answerOn(context.site, handler(body as Record<string, unknown>, context), known);
	return stop(fault && isRefusal(fault) ? answerOf(fault) : answer, { body, fault });
}

/** The fields of a thing as the Describe action that reads it returns them on this site. */
function returnedNames(
	{ name }: Action,
	{ actions, context }: { actions: Map<string, Action>; context: HandlerContext },
): string[] {
	const thing = /^Modify(Live\w+Template)$/.exec(name)?.[1];
	const response = actions.get(`Describe${thing}`)?.response ?? [];
	const record = response.find((field) => field.name === 'Template');
	return (record?.fields ?? [])
		.filter((field) => isOnSite(field, context.site))
		.map((field) => field.name);
}

const answerOn = (site: Site, answer: Answer, { response }: Action): Answer =>
	answer.ok ? { ok: true, response: viewOfSite(response, answer.response, site) } : answer;

/** Why a call may not be made from its region; most actions are the same in all and need none. */
function regionProblem(region = '', { name, regions }: Action): Answer | undefined {
	if (regions === undefined || regions.includes(region)) return undefined;
	if (region === '') return missingHeader('X-TC-Region');
	return refuse('UnsupportedRegion', `The action ${name} is not there in ${region}.`);
}

const missingHeader = (name: string): Answer =>
	refuse('MissingParameter', `The request header ${name} is missing.`);

/** Actions of a policy may end in `*` (Tencent doc 10604). */
const allows = (policy: readonly string[], action: string): boolean =>
	policy.some((entry) =>
		entry.endsWith('*')
			? `live:${action}`.startsWith(entry.slice(0, -1))
			: entry === `live:${action}`,
	);

const notAllowed = (action: string, { codes }: HandlerContext): Answer =>
	refuse(
		codes.notAllowed,
		`you are not authorized to perform operation (live:${action})\nresource (*) has no permission\n`,
	);

const rateLimited = (action = ''): Answer =>
	refuse(
		'RequestLimitExceeded',
		`Your request rate of ${action || 'this action'} exceeds the limit.`,
	);

const isRefusal = ({ kind }: Fault): boolean => kind === 'refused' || kind === 'rateLimited';

function answerOf(fault: Fault): Answer {
	if (fault.kind === 'refused')
		return refuse(fault.code, fault.message ?? `Refused with ${fault.code}.`);
	return rateLimited();
}

function readBody({ method, query, body }: SignedRequest, action: Action): unknown {
	if (method === 'GET') return readQuery(query, action);
	try {
		return body.length === 0 ? {} : parseWideJson(Buffer.from(body).toString('utf8'));
	} catch {
		return undefined;
	}
}

function nameInFull(
	{ method, path, body }: SignedRequest,
	action: string,
	inCatalogue: boolean,
): string {
	const missing = inCatalogue
		? 'is in the catalogue but has no handler: add one under tools/simulator/liveApi/actions/'
		: 'is unknown: add catalogue/actions/ first, then a handler under tools/simulator/liveApi/actions/';
	return `${method} ${path} ${action} (${body.length} bytes) ${missing}`;
}

/** Builds the body of a GET call: lists and objects come flattened (`PushDomains.0=a.example.com`). */
function readQuery(query: string, action: Action): Record<string, unknown> {
	const body: Record<string, unknown> = {};
	for (const [key, text] of new URLSearchParams(query)) {
		const path = key.split('.');
		let node: Record<string, unknown> = body;
		let fields: ActionField[] = action.request;
		for (const [index, step] of path.entries()) {
			const field = fields.find(({ name }) => name === step);
			const last = index === path.length - 1;
			if (last) node[step] = convert(text, field?.type ?? elementType(action, path));
			else
				node = (node[step] ??= /^\d+$/.test(path[index + 1]) ? [] : {}) as Record<string, unknown>;
			fields = field?.fields ?? fields;
		}
	}
	return body;
}

/** The type of the entries of the list that the path leads into. */
function elementType(action: Action, path: string[]): string {
	const list = action.request.find(({ name }) => name === path.at(-2));
	return /^array<(.+)>$/.exec(list?.type ?? '')?.[1] ?? 'string';
}

function convert(text: string, type: string): unknown {
	if (type === 'boolean') return text === 'true';
	if (type !== 'integer' && type !== 'number') return text;
	if (!/^-?\d+(\.\d+)?$/.test(text)) return text;
	const number = Number(text);
	return Number.isSafeInteger(number) || text.includes('.') ? number : BigInt(text);
}

type Shape = Record<string, unknown>;

/** The answer as the site gives it: without the fields that only the other one has. */
function viewOfSite(fields: ActionField[], response: Shape, site: Site): Shape {
	if (site === 'any') return response;
	const byName = new Map(fields.map((field) => [field.name, field]));
	return Object.fromEntries(
		Object.entries(response).flatMap(([name, value]) => {
			const field = byName.get(name);
			if (field && !isOnSite(field, site)) return [];
			return [[name, field?.fields ? viewOfValue(field.fields, value, site) : value]];
		}),
	);
}

function viewOfValue(fields: ActionField[], value: unknown, site: Site): unknown {
	if (Array.isArray(value)) return value.map((item: Shape) => viewOfSite(fields, item, site));
	return value === null ? null : viewOfSite(fields, value as Shape, site);
}

/**
 * Calls per second that an action takes: one number for each action, `documented` for the numbers of
 * the catalogue, or numbers by action with `*` for the others.
 */
export type RateLimit = number | 'documented' | Record<string, number>;

interface RateLimiter {
	/** Counts a call at `now` (ms); false where it is one too many within a second. */
	take(action: string, now: number): boolean;
}

const WINDOW_MS = 1000;

/** Lets everything through where there is no limit. */
export function createRateLimiter(
	limit: RateLimit | undefined,
	actions: Map<string, Action>,
): RateLimiter {
	const accepted = new Map<string, number[]>();
	const limitOf = (action: string): number => {
		if (limit === undefined) return Infinity;
		if (typeof limit === 'number') return limit;
		if (limit === 'documented') return rateOf(actions.get(action));
		return limit[action] ?? limit['*'] ?? Infinity;
	};
	return {
		take(action, now) {
			const most = limitOf(action);
			if (most === Infinity) return true;
			const recent = (accepted.get(action) ?? []).filter((at) => at > now - WINDOW_MS);
			accepted.set(action, recent);
			if (recent.length >= most) return false;
			recent.push(now);
			return true;
		},
	};
}
