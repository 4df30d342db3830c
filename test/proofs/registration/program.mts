import { transformSync } from '@swc/core';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type {
	IHookFunctions,
	ITriggerFunctions,
	ITriggerResponse,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';

const require = createRequire(import.meta.url);

const ROOT = join(import.meta.dirname, '..', '..', '..');
const TRIGGER = join('nodes', 'TencentLvbTrigger');
const REGISTRATION = join(TRIGGER, 'registration');
const RECEPTION = join(TRIGGER, 'reception');

/** What the trigger's class calls, and the heartbeat's own function. */
export interface Registration {
	checkRegistration(context: IHookFunctions): Promise<boolean>;
	register(context: IHookFunctions): Promise<boolean>;
	unregister(context: IHookFunctions): Promise<boolean>;
	startHeartbeat(context: ITriggerFunctions): ITriggerResponse;
	/** One beat of a node's heart, by `workflow id:node id`. */
	beat(key: string): Promise<void>;
	/** Answers one request to the node's address. */
	receive(context: IWebhookFunctions): Promise<IWebhookResponseData>;
}

/** Time as a process sees it. */
export interface Clock {
	/** Milliseconds since 1970. */
	now(): number;
	sleep(ms: number): Promise<void>;
}

/** A change that breaks a source: what is there exactly once, and what takes its place. */
export interface Sabotage {
	/** A file of the registration, such as `converge.ts`. */
	file: string;
	from: string;
	to: string;
}

export interface Program {
	/** Starts the registration with an empty memory, as in a process that has just begun. */
	start(clock: Clock): Registration;
}

type Exports = Record<string, unknown>;

interface Source {
	run(
		exports: Exports,
		require: (id: string) => unknown,
		module: { exports: Exports },
		date: DateConstructor,
	): void;
	/** What it imports, by the name that it is imported by. */
	imports: ReadonlyMap<string, string>;
}

const n8nWorkflow = require('n8n-workflow') as Exports;

/** Sources by path, in use by every program. */
const sources = new Map<string, Source>();

/** Modules that remember nothing of a node, in use by every process. */
const pure = new Map<string, Exports>();

/** The registration as it is shipped, or broken on purpose. */
export function createProgram(sabotage?: Sabotage): Program {
	const broken = sabotage && join(REGISTRATION, sabotage.file);
	const brokenSource = broken && compile(broken, sabotaged(broken, sabotage));
	const sourceOf = (path: string) => (path === broken && brokenSource ? brokenSource : known(path));

	return {
		start(clock) {
			const modules = new Map<string, Exports>();
			const workflow = Object.create(n8nWorkflow, { sleep: { value: clock.sleep } }) as Exports;
			const ProcessDate = class extends Date {
				static override now = clock.now;
			} as DateConstructor;

			function load(path: string): Exports {
				const isPure = !path.startsWith(TRIGGER);
				const cache = isPure ? pure : modules;
				const loaded = cache.get(path);
				if (loaded) return loaded;
				const module = { exports: {} as Exports };
				cache.set(path, module.exports);
				const { run, imports } = sourceOf(path);
				const given = isPure ? n8nWorkflow : workflow;
				const requireFrom = (id: string) => {
					const target = imports.get(id);
					if (target !== undefined) return load(target);
					return id === 'n8n-workflow' ? given : require(id);
				};
				run(module.exports, requireFrom, module, isPure ? Date : ProcessDate);
				return module.exports;
			}
			const heartbeat = load(join(REGISTRATION, 'heartbeat.ts'));
			const lifecycle = load(join(REGISTRATION, 'lifecycle.ts'));
			// Most that start here take no requests.
			const receive = async (context: IWebhookFunctions) =>
				await (load(join(RECEPTION, 'receive.ts')) as unknown as Registration).receive(context);
			return { ...lifecycle, ...heartbeat, receive } as unknown as Registration;
		},
	};
}

export const SHIPPED = createProgram();

function known(path: string): Source {
	const source = sources.get(path) ?? compile(path, read(path));
	sources.set(path, source);
	return source;
}

function compile(path: string, text: string): Source {
	const { code } = transformSync(text, {
		filename: path,
		swcrc: false,
		jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
		module: { type: 'commonjs' },
	});
	const ids = [...code.matchAll(/\brequire\("(\.[^"]+)"\)/g)].map(([, id]) => id);
	const run = new Function(
		'exports',
		'require',
		'module',
		'Date',
		`${code}\n//# sourceURL=${path}`,
	);
	return {
		run: run as Source['run'],
		imports: new Map(ids.map((id) => [id, fileOf(join(dirname(path), id))])),
	};
}

const fileOf = (path: string): string => (path.endsWith('.ts') ? path : `${path}.ts`);

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

function sabotaged(path: string, { from, to }: Sabotage): string {
	const parts = read(path).split(from);
	if (parts.length !== 2) throw new Error(`${path} does not hold "${from}" exactly once`);
	return parts.join(to);
}
