// Refuses a release whose tag, version and changelog do not agree: node tools/release.mts <tag>.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Release {
	/** The git tag, such as `v1.2.3`. */
	tag: string;
	/** The version in package.json. */
	version: string;
	/** The whole text of CHANGELOG.md. */
	changelog: string;
}

/** What stands against publishing from this tag: one sentence each, with what to do. */
export function releaseFindings({ tag, version, changelog }: Release): string[] {
	const section = sectionOf(changelog, version);
	const findings = [
		tag !== `v${version}` &&
			`The tag is ${tag}, and package.json says ${version}: tag the commit as v${version}.`,
		!/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/.test(version) &&
			`${version} is no version: write three numbers, such as 1.2.3.`,
		section === undefined &&
			`CHANGELOG.md has no section "## [${version}] - <date>": rename "Unreleased" and date it.`,
		section !== undefined &&
			!/^- /m.test(section) &&
			`The section ${version} of CHANGELOG.md lists no change.`,
		section !== undefined &&
			!/^Tested with n8n /m.test(section) &&
			`The section ${version} of CHANGELOG.md does not say which n8n was tested.`,
		/^- /m.test(sectionOf(changelog, 'Unreleased') ?? '') &&
			`CHANGELOG.md still lists changes as unreleased: move them to the section ${version}.`,
	];
	return findings.filter((finding) => finding !== false);
}

/** The text below a version's heading, up to the next one; undefined if there is no such heading. */
function sectionOf(changelog: string, version: string): string | undefined {
	const dated = version === 'Unreleased' ? '' : ' - \\d{4}-\\d{2}-\\d{2}';
	const heading = new RegExp(`^## \\[${version.replace(/\W/g, '\\$&')}\\]${dated}$`, 'm');
	const found = heading.exec(changelog);
	if (!found) return undefined;
	return changelog.slice(found.index + found[0].length).split(/^## /m)[0];
}

if (import.meta.main) {
	const root = join(import.meta.dirname, '..');
	const read = (name: string) => readFileSync(join(root, name), 'utf8');
	const [tag] = process.argv.slice(2);
	if (!tag) {
		console.error('Usage: node tools/release.mts <tag>');
		process.exit(2);
	}

	const { version } = JSON.parse(read('package.json')) as { version: string };
	const findings = releaseFindings({ tag, version, changelog: read('CHANGELOG.md') });
	for (const finding of findings) console.error(finding);
	if (findings.length === 0) console.log(`${tag} can be published.`);
	process.exitCode = findings.length === 0 ? 0 : 1;
}
