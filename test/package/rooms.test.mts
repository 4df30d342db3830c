import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
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
	'nodes/callback',
	'nodes/callbackTemplate',
	'nodes/liveApi',
	'nodes/TencentLvbTrigger/registration',
	'nodes/TencentLvbTrigger/reception',
	'nodes/TencentLvbTrigger',
	'nodes/TencentLvb',
	'credentials/tc3',
	'credentials',
	'tools/codegen',
	'tools/simulator',
	'tools/prepare',
	'tools/n8n',
	'tools/demo',
	'tools/release',
	'test/bench',
	'test/proofs/secrets',
	'test/proofs',
	'test/contract',
	'test/e2e/stage',
];

/** What each room may import besides itself; a room that is not listed may import nothing else of ours. */
const MAY_IMPORT: Record<string, string[]> = {
	credentials: ['credentials/tc3', 'nodes/callback'],
	'nodes/liveApi': ['nodes/callback'],
	'nodes/callbackTemplate': ['nodes/callback', 'nodes/liveApi'],
	'nodes/TencentLvbTrigger/registration': [
		'nodes/callback',
		'nodes/callbackTemplate',
		'nodes/liveApi',
	],
	'nodes/TencentLvbTrigger/reception': [
		'nodes/callback',
		'nodes/callbackTemplate',
		'nodes/liveApi',
		'nodes/TencentLvbTrigger/registration',
	],
	'nodes/TencentLvbTrigger': [
		'nodes/callback',
		'nodes/liveApi',
		'nodes/TencentLvbTrigger/registration',
		'nodes/TencentLvbTrigger/reception',
	],
	'nodes/TencentLvb': ['nodes/callback', 'nodes/callbackTemplate', 'nodes/liveApi'],
	'tools/n8n': ['tools/prepare'],
	'tools/demo': ['tools/n8n', 'tools/simulator'],
	'test/bench': ['tools/n8n', 'tools/simulator', 'test/contract'],
	'test/proofs': ['test/bench', 'tools/n8n', 'tools/simulator', 'test/contract', 'test/e2e/stage'],
};

/** The one file that makes n8n's exceptions; the credential makes one of a fixed text. */
const MAKER = 'nodes/liveApi/exception.ts';

const roomOf = (path: string) => ROOMS.find((room) => path.startsWith(`${room}/`));

/** Every relative import of a source, as a path from the root. */
function importsOf(path: string): string[] {
	const text = readFileSync(join(ROOT, path), 'utf8');
	return [...text.matchAll(/\bfrom\s+'(\.[^']+)'|\bimport\(\s*'(\.[^']+)'/g)].map(([, a, b]) =>
		normalize(join(dirname(path), a ?? b)),
	);
}

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
		const pure = sources.filter((path) => /^(nodes\/callback|credentials\/tc3)\//.test(path));
		expect(pure.length).toBeGreaterThan(5);
		expect(
			pure.filter((path) => readFileSync(join(ROOT, path), 'utf8').includes('n8n-workflow')),
		).toEqual([]);
	});

	it('have names that say what is in them', () => {
		expect(
			files.filter((path) => /(^|\/)(utils?|helpers?|common|misc|shared)(\/|\.\w+$)/i.test(path)),
		).toEqual([]);
	});
});

describe('what is thrown', () => {
	// Elsewhere n8n could put a sentence of its own in place of the message.
	it('is made in one place', () => {
		const makers = sources
			.filter((path) => /^(nodes|credentials)\//.test(path))
			.filter((path) =>
				/\bnew\s+(?:\w*Error|\w*Exception)\b|\b(?:Promise\.reject|throw)\s*\(?\s*['"`{]/.test(
					readFileSync(join(ROOT, path), 'utf8'),
				),
			);
		expect(makers).toEqual(['credentials/TencentCloudApi.credentials.ts', MAKER]);
	});

	it('where a credential can not be used, is a fixed text that n8n does not know', () => {
		const texts = readFileSync(join(ROOT, 'credentials/tc3/outgoingRequest.ts'), 'utf8')
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
			expect(readFileSync(join(ROOT, path), 'utf8')).not.toContain('"resolved": "http');
		},
	);
});
