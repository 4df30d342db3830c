import type { CallResult, Refusal } from '../liveApi';

/** The way to Tencent's live API, handed in so that everything here runs without n8n. */
export type Port = (
	action: string,
	body: Record<string, unknown>,
) => Promise<CallResult<Record<string, unknown>>>;

export type { CallResult, Refusal };
