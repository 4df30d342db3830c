import { readdirSync, readFileSync } from 'node:fs';

/** One event of a scenario. */
export interface Step {
	/** By which later steps quote it; the event's key unless given. */
	name?: string;
	/** Event key. */
	event: string;
	/** Name of one of the event's examples. */
	example?: string;
	/** How long before the scenario is played it happened. */
	secondsAgo?: number;
	/** Values by field name; `{{step.field}}` quotes the payload of an earlier step. */
	set?: Record<string, unknown>;
	remove?: string[];
}

export interface Scenario {
	/** Name of the file. */
	name: string;
	description: string;
	steps: Step[];
}

const FOLDER = new URL('../scenarios/', import.meta.url);

/** Every scenario of the folder by name: one per event, named as the event, and whole sessions. */
export function readScenarios(folder: URL = FOLDER): Map<string, Scenario> {
	const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
	return new Map(
		files.sort().map((file) => {
			const name = file.slice(0, -'.json'.length);
			const content = JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Scenario;
			return [name, { ...content, name }];
		}),
	);
}

/**
 * The scenario of this name.
 * @throws Error that lists all names where there is none
 */
export function scenarioNamed(scenarios: Map<string, Scenario>, name: string): Scenario {
	const scenario = scenarios.get(name);
	if (scenario) return scenario;
	throw new Error(`There is no scenario "${name}"; there are ${[...scenarios.keys()].join(', ')}`);
}
