import { execFileSync } from 'node:child_process';
import {
	cpSync,
	existsSync,
	globSync,
	mkdirSync,
	readFileSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { shuffled, type Random } from '../faults/events.mts';
import { sitesIn } from './mutations.mts';

/** One place of a source file with something else in it. */
export interface Mutant {
	id: number;
	file: string;
	line: number;
	kind: string;
	start: number;
	end: number;
	original: string;
	mutated: string;
}

type Drawn = Omit<Mutant, 'id'>;

/** The shipped files that somebody wrote. */
function sourcesOf(root: string): Map<string, string> {
	const files = globSync('{nodes,credentials}/**/*.ts', { cwd: root }).sort();
	const written = files.filter((file) => !/\/(generated|__schema__)\//.test(file));
	return new Map(written.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
}

/** So many mutants, from each room (folder) as many as it has lines for; all pass the type check. */
export function drawMutants(root: string, count: number, random: Random): Mutant[] {
	const sources = sourcesOf(root);
	const compiles = typeCheck(root, sources);
	const rooms = Map.groupBy(sources.keys(), (file) => dirname(file));
	const lines = [...rooms].map(([, files]) =>
		files.map((file) => sources.get(file)!.split('\n').length).reduce((sum, more) => sum + more, 0),
	);
	const drawn = [...rooms.values()].flatMap((files, index) =>
		drawFromRoom(files, sharesOf(lines, count)[index]),
	);
	return drawn.map((mutant, id) => ({ id, ...mutant }));

	function drawFromRoom(files: string[], share: number): Drawn[] {
		const chosen: Drawn[] = [];
		for (const mutant of shuffled(random, files.flatMap(candidatesOf))) {
			if (chosen.length === share) break;
			const { file, start, end } = mutant;
			const meets = chosen.some((one) => one.file === file && start < one.end && one.start < end);
			if (!meets && compiles(mutant)) chosen.push(mutant);
		}
		return chosen;
	}

	function candidatesOf(file: string): Drawn[] {
		const text = sources.get(file)!;
		return sitesIn(text).map(({ kind, start, end, instead }) => ({
			...{ file, line: text.slice(0, start).split('\n').length, kind, start, end },
			original: text.slice(start, end),
			mutated: instead[Math.floor(random() * instead.length)],
		}));
	}
}

/** Whole numbers that add up to `count` and stand to each other as the weights do. */
function sharesOf(weights: number[], count: number): number[] {
	const sum = weights.reduce((total, weight) => total + weight, 0);
	let [before, given] = [0, 0];
	return weights.map((weight) => {
		before += weight;
		const share = Math.round((before / sum) * count) - given;
		given += share;
		return share;
	});
}

function configOf(root: string): ts.ParsedCommandLine {
	const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
	return ts.parseJsonConfigFileContent(config, ts.sys, root);
}

function withMutant(text: string, { start, end, mutated }: Drawn): string {
	return `${text.slice(0, start)}(${mutated})${text.slice(end)}`;
}

function typeCheck(root: string, sources: Map<string, string>): (mutant: Drawn) => boolean {
	const { options, fileNames } = configOf(root);
	let changed: { path: string; text: string; version: number } = { path: '', text: '', version: 0 };
	const isChanged = (path: string) => path === changed.path;
	const service = ts.createLanguageService({
		getCompilationSettings: () => ({ ...options, noUnusedLocals: false }),
		getScriptFileNames: () => fileNames,
		getScriptVersion: (path) => (isChanged(path) ? `${changed.version}` : '0'),
		getScriptSnapshot(path) {
			const text = isChanged(path) ? changed.text : ts.sys.readFile(path);
			return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
		},
		getCurrentDirectory: () => root,
		getDefaultLibFileName: ts.getDefaultLibFilePath,
		fileExists: ts.sys.fileExists,
		readFile: ts.sys.readFile,
		readDirectory: ts.sys.readDirectory,
		directoryExists: ts.sys.directoryExists,
		getDirectories: ts.sys.getDirectories,
	});
	return (mutant) => {
		const text = withMutant(sources.get(mutant.file)!, mutant);
		changed = { path: join(root, mutant.file), text, version: changed.version + 1 };
		return (
			service.getSyntacticDiagnostics(changed.path).length === 0 &&
			service.getSemanticDiagnostics(changed.path).length === 0
		);
	};
}

/** Copies what git knows of a checkout, with the tools that are installed there. */
export function copyTree(root: string, copy: string): void {
	const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
	const paths = execFileSync('git', args, { cwd: root, encoding: 'utf8' }).split('\0');
	for (const path of paths.filter((path) => path !== '' && existsSync(join(root, path)))) {
		mkdirSync(dirname(join(copy, path)), { recursive: true });
		cpSync(join(root, path), join(copy, path));
	}
	symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));
}

/** Puts all mutants into a built copy at once, each behind a switch. */
export function plant(copy: string, mutants: Mutant[]): void {
	const files = Map.groupBy(mutants, ({ file }) => file);
	for (const [file, planted] of files) {
		let text = readFileSync(join(copy, file), 'utf8');
		for (const { id, start, end, original, mutated } of planted.sort((a, b) => b.start - a.start)) {
			// Without jest's globals in a process that a test starts.
			const isOn = `(globalThis.isMutant?.(${id}) ?? process.env.MUTANT === '${id}')`;
			const either = `(${isOn} ? (${mutated}) : (${original}))`;
			text = text.slice(0, start) + either + text.slice(end);
		}
		writeFileSync(join(copy, file), text);
		const { outputText } = ts.transpileModule(text, { compilerOptions: configOf(copy).options });
		writeFileSync(join(copy, 'dist', file.replace(/\.ts$/, '.js')), outputText);
	}
}
