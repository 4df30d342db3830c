// The offline part of n8n's community scan: node test/package/scan.mts <source folder> <unpacked package>.
// Its online part (registry, provenance, checkout of the attested commit) needs a published version.
// Unlike the scan itself, warnings count here too.
// @ts-expect-error The scan publishes no types.
import * as scanner from '@n8n/scan-community-package/scanner/scanner.mjs';
import { ESLint, type Linter } from 'eslint';

const { buildScanConfig, SOURCE_FILE_PATTERNS } = scanner as {
	buildScanConfig: () => Promise<Linter.Config[]>;
	SOURCE_FILE_PATTERNS: string[];
};

const [source, unpacked] = process.argv.slice(2);
const legs: Array<[name: string, folder: string, patterns: string[]]> = [
	['source', source, SOURCE_FILE_PATTERNS],
	['tarball', unpacked, ['**/*.js', 'package.json']],
];

let findings = 0;
for (const [name, folder, patterns] of legs) {
	const eslint = new ESLint({
		cwd: folder,
		allowInlineConfig: false,
		overrideConfigFile: true,
		overrideConfig: await buildScanConfig(),
		globInputPaths: true,
	});
	const results = await eslint.lintFiles(patterns);
	const count = results.reduce(
		(sum, { errorCount, warningCount }) => sum + errorCount + warningCount,
		0,
	);
	console.log(`${name}: ${results.length} files, ${count} findings`);
	if (count > 0) console.log(await (await eslint.loadFormatter('stylish')).format(results));
	findings += count;
}
process.exit(findings === 0 ? 0 : 1);
