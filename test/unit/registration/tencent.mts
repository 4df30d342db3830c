import { readFileSync } from "node:fs";
import type {
  CallResult,
  Port,
  Refusal,
} from "../../../nodes/TencentLvbTrigger/registration/port.ts";
import {
  createAccount,
  type Account,
} from "../../../simulator/account/account.mts";
import { readActions } from "../../../simulator/catalogue/readActions.mts";
import { HANDLERS } from "../../../simulator/liveApi/actions/index.mts";
import {
  DEFAULT_CODES,
  DEFAULT_GUESSES,
  type Codes,
  type Guesses,
} from "../../../simulator/liveApi/handler.mts";
import {
  validateBody,
  type Site,
} from "../../../simulator/liveApi/validateBody.mts";

/** What can happen to one call. */
export type Mishap =
  | "refused"
  | "timeoutBefore"
  | "timeoutAfter"
  | "rateLimited"
  | "http500"
  | "malformed"
  | "emptyAnswer";

export const MISHAPS: readonly Mishap[] = [
  "refused",
  "timeoutBefore",
  "timeoutAfter",
  "rateLimited",
  "http500",
  "malformed",
  "emptyAnswer",
];

export interface Tencent {
  account: Account;
  port: Port;
  /** Every call so far, in order. */
  calls: { action: string; body: Record<string, unknown> }[];
  /** Call number `index` from now on meets the mishap. */
  fail(index: number, mishap: Mishap): void;
  /** From now on every call meets the mishap; undefined ends that. */
  failAll(mishap: Mishap | undefined): void;
  /** Called before each call is carried out, for changes "behind our back". */
  before?: (action: string) => void;
}

const { codes: CODES } = JSON.parse(
  readFileSync(
    new URL("../../../catalogue/refusals.json", import.meta.url),
    "utf8",
  ),
) as { codes: Record<string, { category: string; retryable: boolean }> };

const ACTIONS = readActions();

/** The simulator's account and actions without HTTP, so that thousands of runs need seconds. */
export function createTencent(
  options: {
    guesses?: Partial<Guesses>;
    codes?: Partial<Codes>;
    site?: Site;
  } = {},
): Tencent {
  const account = createAccount({ firstTemplateId: 1001, now: () => 0 });
  account.addDomain({ name: "push.example.com" });
  const context = {
    account,
    guesses: { ...DEFAULT_GUESSES, ...options.guesses },
    codes: { ...DEFAULT_CODES, ...options.codes },
    site: options.site ?? "any",
    now: 0,
    publish: () => {},
  };
  let mishaps = new Map<number, Mishap>();
  let always: Mishap | undefined;
  const answer = (
    action: string,
    body: Record<string, unknown>,
  ): CallResult<Wire> => {
    const problem = validateBody(ACTIONS.get(action)!, body, context.site);
    const given = problem
      ? { ok: false as const, refusal: problem }
      : HANDLERS[action](body, context);
    if (!given.ok) return { ok: false, refusal: refusalOf(given.refusal.code) };
    return {
      ok: true,
      response: { ...readable(given.response), RequestId: "r" },
    };
  };
  const tencent: Tencent = {
    account,
    calls: [],
    async port(action, body) {
      const mishap = always ?? mishaps.get(tencent.calls.length);
      tencent.calls.push({ action, body });
      tencent.before?.(action);
      if (mishap === undefined) return answer(action, body);
      if (TAKES_EFFECT.has(mishap)) answer(action, body);
      if (mishap === "emptyAnswer")
        return { ok: true, response: { RequestId: "r" } };
      return { ok: false, refusal: REFUSALS[mishap] };
    },
    fail(index, mishap) {
      mishaps = new Map([...mishaps, [tencent.calls.length + index, mishap]]);
    },
    failAll(mishap) {
      always = mishap;
      if (mishap === undefined) mishaps = new Map();
    },
  };
  return tencent;
}

type Wire = Record<string, unknown>;

const TAKES_EFFECT: ReadonlySet<Mishap> = new Set([
  "timeoutAfter",
  "malformed",
  "emptyAnswer",
]);

const passing = (category: string): Refusal => ({
  kind: "transient",
  category,
  code: category,
  message: `Tencent did not answer (${category})`,
  nextStep: "Try again in a minute",
  effectUnknown: true,
});

const REFUSALS: Record<Exclude<Mishap, "emptyAnswer">, Refusal> = {
  refused: refusalOf("UnauthorizedOperation"),
  timeoutBefore: passing("timeout"),
  timeoutAfter: passing("timeout"),
  rateLimited: passing("throttle"),
  http500: passing("http"),
  malformed: passing("malformed"),
};

function refusalOf(code: string): Refusal {
  const { category, retryable } = CODES[code] ?? CODES[code.split(".")[0]];
  return {
    kind: retryable ? "transient" : "person",
    category,
    code,
    message: `Refused with ${code}`,
    nextStep: "Mend it",
    effectUnknown: false,
  };
}

// Ids as the live API room hands them on: a number where it is exact.
const readable = (response: Wire): Wire =>
  JSON.parse(
    JSON.stringify(response, (_, value) =>
      typeof value === "bigint" ? Number(value) : value,
    ),
  );
