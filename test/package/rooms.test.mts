import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import ts from 'typescript';
import { ROOT } from './packPackage.mts';

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
	cwd: ROOT,
	encoding: 'utf8',
})
	.trim()
	.split('\n');
const sources = files.filter(
	(path) =>
		/\.(ts|mts)$/.test(path) &&
		!/^test\/(?!bench\/|proofs\/)/.test(path) &&
		!/^test\/proofs\/(?:[^/]+\.test\.mts$|stranger\/)/.test(path),
);

/** The rooms by the longest matching path. */
const ROOMS = [
	'nodes/json',
	'nodes/callback',
	'nodes/callbackTemplate',
	'nodes/liveApi',
	'nodes/TencentLvbTrigger/registration',
	'nodes/TencentLvbTrigger/reception',
	'nodes/TencentLvbTrigger/memory',
	'nodes/TencentLvbTrigger',
	'nodes/TencentLvb/resources',
	'nodes/TencentLvb/input',
	'nodes/TencentLvb/execution',
	'nodes/TencentLvb/diagnosis',
	'nodes/TencentLvb/download',
	'nodes/TencentLvb',
	'nodes',
	'credentials/tc3',
	'credentials',
	'tools/catalogue',
	'tools/codegen',
	'tools/simulator',
	'tools/prepare',
	'tools/n8n',
	'tools/demo',
	'test/bench',
	'test/proofs/secrets',
	'test/proofs/registration',
	'test/proofs',
	'test/contract',
	'test/e2e/stage',
];

/** What both nodes stand on. */
const BASE = ['nodes', 'nodes/json', 'nodes/callback', 'nodes/callbackTemplate', 'nodes/liveApi'];

/** The same for what registers and what receives. */
const TRIGGER_BASE = [...BASE, 'nodes/TencentLvbTrigger', 'nodes/TencentLvbTrigger/memory'];

/** What each room may import besides itself; a room that is not listed may import nothing else of ours. */
const MAY_IMPORT: Record<string, string[]> = {
	credentials: ['credentials/tc3', 'nodes/json'],
	'nodes/callback': ['nodes', 'nodes/json'],
	'nodes/liveApi': ['nodes', 'nodes/json'],
	'nodes/callbackTemplate': ['nodes', 'nodes/json', 'nodes/callback', 'nodes/liveApi'],
	// What a trigger node knows stands beside the class, what a process remembers in a room of its own;
	// the rooms that register and receive read both, and know nothing of each other.
	'nodes/TencentLvbTrigger/memory': ['nodes/TencentLvbTrigger', ...BASE],
	'nodes/TencentLvbTrigger/registration': TRIGGER_BASE,
	'nodes/TencentLvbTrigger/reception': TRIGGER_BASE,
	'nodes/TencentLvbTrigger': [
		...BASE,
		'nodes/TencentLvbTrigger/memory',
		'nodes/TencentLvbTrigger/registration',
		'nodes/TencentLvbTrigger/reception',
	],
	// What an operation is, and how a place is read, stands beside the class; of the rooms below,
	// only the one that n8n loads at its start opens the others.
	'nodes/TencentLvb/diagnosis': [...BASE, 'nodes/TencentLvb'],
	'nodes/TencentLvb/download': [...BASE, 'nodes/TencentLvb'],
	'nodes/TencentLvb/input': [...BASE, 'nodes/TencentLvb'],
	'nodes/TencentLvb/execution': [...BASE, 'nodes/TencentLvb', 'nodes/TencentLvb/input'],
	'nodes/TencentLvb/resources': [
		...BASE,
		'nodes/TencentLvb',
		'nodes/TencentLvb/diagnosis',
		'nodes/TencentLvb/download',
		'nodes/TencentLvb/execution',
	],
	'nodes/TencentLvb': [...BASE, 'nodes/TencentLvb/resources'],
	'tools/codegen': ['tools/catalogue'],
	// Facts only: as a witness it knows nothing of what is shipped.
	'tools/simulator': ['tools/catalogue'],
	'tools/n8n': ['tools/prepare'],
	'tools/demo': ['tools/n8n', 'tools/simulator'],
	'test/bench': ['tools/n8n', 'tools/simulator', 'test/contract'],
	// Its processes of n8n are the trigger's own sources, each with a memory of its own.
	'test/proofs/registration': [
		'nodes/TencentLvbTrigger/memory',
		'nodes/TencentLvbTrigger/registration',
		'nodes/TencentLvbTrigger/reception',
		'test/proofs',
		'tools/simulator',
	],
	'test/proofs': [
		'test/proofs/registration',
		'test/bench',
		'tools/n8n',
		'tools/simulator',
		'test/contract',
		'test/e2e/stage',
	],
};

/** The one file that makes n8n's exceptions; the credential makes one of a fixed text. */
const MAKER = 'nodes/liveApi/exception.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

const roomOf = (path: string) => ROOMS.find((room) => path.startsWith(`${room}/`));

/** Every relative import of a source, types and those at a door included, as a path from the root. */
function importsOf(path: string): string[] {
	return ts
		.preProcessFile(read(path))
		.importedFiles.map(({ fileName }) => fileName)
		.filter((name) => name.startsWith('.'))
		.map((name) => normalize(join(dirname(path), name)));
}

/** The same as files of the package. */
const filesImportedBy = (path: string): string[] =>
	importsOf(path).map((target) => (target.endsWith('.ts') ? target : `${target}.ts`));

/** The longest way down from each file, itself included; a way that comes back is thrown. */
function floorsOf(paths: readonly string[]): Map<string, number> {
	const floors = new Map<string, number>();
	const visit = (path: string, way: readonly string[]): number => {
		const known = floors.get(path);
		if (known !== undefined) return known;
		if (way.includes(path)) throw new Error(`A circle: ${[...way, path].join(' > ')}`);
		const below = filesImportedBy(path).map((target) => visit(target, [...way, path]));
		floors.set(path, 1 + Math.max(0, ...below));
		return floors.get(path)!;
	};
	for (const path of paths) visit(path, []);
	return floors;
}

/** What a newcomer can hold: floors from a class down, files in a folder, lines of a file. */
const MOST_FLOORS = 14;
const MOST_FILES = 14;
const FEWEST_LINES = 40;
const MOST_LINES = 330;

const shipped = files.filter((path) => /^(nodes|credentials)\/.*\.ts$/.test(path));
const byHand = shipped.filter((path) => !path.includes('/generated/'));
const linesOf = (path: string): number => read(path).split('\n').length - 1;

/** Why a shipped file may be shorter than the rest. */
const SMALL: Record<string, string> = {
	'nodes/advice.ts': 'the one shape that every room speaks in',
};

describe('the rooms', () => {
	it('import one way only', () => {
		const wrong = sources.flatMap((path) => {
			const from = roomOf(path);
			return importsOf(path)
				.map((target) => ({ target, to: roomOf(target) ?? roomOf(`${target}/`) }))
				.filter(({ to }) => from !== to && !(from && to && MAY_IMPORT[from]?.includes(to)))
				.map(({ target }) => `${path} imports ${target}`);
		});
		expect(wrong).toEqual([]);
	});

	it('that are pure know nothing of n8n', () => {
		const pure = sources.filter((path) =>
			/^(nodes\/(callback|json)|credentials\/tc3)\//.test(path),
		);
		expect(pure.length).toBeGreaterThan(5);
		expect(pure.filter((path) => /from 'n8n-workflow'/.test(read(path)))).toEqual([]);
	});

	it('stand on few floors, and no way leads back to where it began', () => {
		expect(Math.max(...floorsOf(shipped).values())).toBeLessThanOrEqual(MOST_FLOORS);
	});

	it('hold few files, each of them neither a corridor nor a hall', () => {
		const rooms = Map.groupBy(byHand, dirname);
		const crowded = [...rooms].filter(([, inside]) => inside.length > MOST_FILES);
		expect(crowded.map(([room]) => room)).toEqual([]);
		const small = byHand.filter((path) => linesOf(path) < FEWEST_LINES);
		expect(small.sort()).toEqual(Object.keys(SMALL).sort());
		expect(byHand.filter((path) => linesOf(path) > MOST_LINES)).toEqual([]);
	});

	it('are their own doors: no file passes on what another one holds', () => {
		expect(byHand.filter((path) => /^export (?:type )?(?:\*|\{)/m.test(read(path)))).toEqual([]);
	});

	it('have names that say what is in them', () => {
		expect(
			files.filter((path) => /(^|\/)(utils?|helpers?|common|misc|shared)(\/|\.\w+$)/i.test(path)),
		).toEqual([]);
	});
});

test('the tests of a room bear its name: folder, file and, where there are several, what they look at', () => {
	const stray = files
		.filter((path) => /^test\/unit\/.*\.test\.mts$/.test(path))
		.map((path) => ({
			path,
			room: dirname(path).replace('test/unit', 'nodes'),
			name: basename(path),
		}))
		.filter(({ room, name }) => {
			const folder = room.replace('nodes/credentials', 'credentials');
			const file = name.split('.')[0];
			return ![`${file}.ts`, `${file}.node.ts`, `${file}.credentials.ts`].some((own) =>
				byHand.includes(`${folder}/${own}`),
			);
		})
		.map(({ path }) => path);
	expect(stray).toEqual([]);
});

describe('what is thrown', () => {
	// Elsewhere n8n could put a sentence of its own in place of the message.
	it('is made in one place', () => {
		const makers = sources
			.filter((path) => /^(nodes|credentials)\//.test(path))
			.filter((path) =>
				/\bnew\s+(?:\w*Error|\w*Exception)\b|\b(?:Promise\.reject|throw)\s*\(?\s*['"`{]/.test(
					read(path),
				),
			);
		expect(makers).toEqual(['credentials/TencentCloudApi.credentials.ts', MAKER]);
	});

	it('where a credential can not be used, is a fixed text that n8n does not know', () => {
		const texts = readFileSync(join(ROOT, 'credentials/tc3/signedRequest.ts'), 'utf8')
			.match(/^const N\w+ =\n\t(['"]).*\1;$/gm)
			?.join(' ');
		expect(texts).toMatch(/complete URL.*this kind of body/s);
		expect(texts).not.toMatch(
			/E(?:CONN|ACCES|PERM|NOENT|EXIST|ISDIR|NOTDIR|ADDR|HOST|AI_)|GETADDR/i,
		);
	});
});

describe('the lock files', () => {
	it.each(files.filter((path) => path.endsWith('package-lock.json')))(
		'%s carries no download address',
		(path) => {
			expect(read(path)).not.toContain('"resolved": "http');
		},
	);
});
