import { explainNpmFailure } from '../../../tools/prepare/install.mjs';

describe('what is said where npm fails', () => {
	// Lines as npm 11 and node-gyp print them.
	test.each([
		[
			'no network',
			'npm error code ENOTFOUND\nnpm error syscall getaddrinfo',
			/registry could not be reached/,
		],
		[
			'a closed port',
			'npm error code ECONNREFUSED\nnpm error errno ECONNREFUSED',
			/registry could not be reached/,
		],
		['a slow proxy', 'npm error code ERR_SOCKET_TIMEOUT', /registry could not be reached/],
		[
			'a full disk',
			'npm error code ENOSPC\nnpm error nospc No space left on device',
			/disk is full/,
		],
		[
			'a package that the registry lacks',
			'npm error code E404\nnpm error 404 Not Found',
			/refused a package/,
		],
		['no rights', 'npm error code EACCES\nnpm error syscall mkdir', /belong to you/],
		['a stale lock', 'npm error code EUSAGE\nnpm error `npm ci` can only install', /do not agree/],
		[
			'no python',
			'prebuild-install ENOTFOUND\ngyp ERR! find Python Python is not set',
			/apt-get install python3/,
		],
		['no make', 'gyp ERR! stack Error: not found: make', /apt-get install python3/],
		['no compiler', 'make: g++: No such file or directory', /apt-get install python3/],
	])('names %s and the way out', (_, output, expected) => {
		expect(explainNpmFailure(output)).toMatch(expected);
	});

	test("quotes npm's last lines for a reason that it does not know", () => {
		const output = Array.from({ length: 40 }, (_, line) => `line ${line}`).join('\n');

		expect(explainNpmFailure(output)).toMatch(/line 39$/);
		expect(explainNpmFailure(output)).not.toContain('line 9\n');
	});
});
