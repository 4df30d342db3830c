import type { Target } from './target.mts';

/** A real n8n with the built package, all parts of which can be broken. */
export interface FaultyN8n {
	/** Where the editor and its API are. */
	url: string;
	/** Where the webhooks are. */
	webhookUrl: string;
	targets: Record<string, Target>;
	/** How long each part is down at least and at most, ms. */
	downMs: Record<string, readonly [number, number]>;
	/** Asks n8n's database. */
	query<T>(text: string): Promise<T[]>;
	/** Kills and starts again what looks after unfinished executions: n8n itself, or main. */
	restart(): Promise<void>;
	/** Resolves once everything that was struck is up again. */
	close(): Promise<void>;
}
