import { releaseFindings } from '../../../tools/release.mts';

const changelog = `# Changelog

## [Unreleased]

## [1.2.3] - 2026-11-25

### Added

- The trigger now sings.

Tested with n8n 2.41.1 on Node.js 24.

## [1.2.2] - 2026-10-01

- The trigger no longer whistles.
`;
const right = { tag: 'v1.2.3', version: '1.2.3', changelog };

describe('a release', () => {
	test('may be published where tag, version and changelog agree', () => {
		expect(releaseFindings(right)).toEqual([]);
	});

	test.each([
		['the tag names another version', { tag: 'v1.2.4' }, /The tag is v1\.2\.4/],
		['the tag lacks its letter', { tag: '1.2.3' }, /tag the commit as v1\.2\.3/],
		[
			'the version is no version',
			{
				...{ tag: 'v1.2', version: '1.2' },
				changelog: changelog.replace('[1.2.3]', '[1.2]'),
			},
			/1\.2 is no version/,
		],
		[
			'the changelog does not know it',
			{ changelog: changelog.replace('[1.2.3]', '[1.3.3]') },
			/no section "## \[1\.2\.3\]/,
		],
		[
			'its section has no date',
			{ changelog: changelog.replace(' - 2026-11-25', '') },
			/no section "## \[1\.2\.3\]/,
		],
		[
			'its section is empty',
			{ changelog: changelog.replace('- The trigger now sings.', '') },
			/lists no change/,
		],
		[
			'its section does not say what was tested',
			{ changelog: changelog.replace('Tested with n8n', 'Written for n8n') },
			/does not say which n8n was tested/,
		],
		[
			'changes are still unreleased',
			{ changelog: changelog.replace('## [Unreleased]', '## [Unreleased]\n\n- Something new.') },
			/still lists changes as unreleased/,
		],
	])('is refused where %s', (_, change, finding) => {
		expect(releaseFindings({ ...right, ...change })).toEqual([expect.stringMatching(finding)]);
	});
});
