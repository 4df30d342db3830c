const SHOWN_LINES = 12;

/** What to do where the registry does not answer. */
export const UNREACHABLE =
	'Check the network, `npm config get registry` and `npm config get proxy`, and run the same command again.';

/** What npm's output looks like when it fails for a reason that a person can remove, and how. */
const REASONS = [
	{
		pattern: /ENOSPC|no space left on device/i,
		text: 'the disk is full. Free some space and run the same command again.',
	},
	// Before the network: the module first looks for a finished build, which may be out of reach too.
	{
		pattern:
			/find Python|not found: make|make: not found|g\+\+: (command )?not found|(cc1plus|g\+\+): No such file|Visual Studio/i,
		text:
			'a database module has to be compiled, and no compiler was found. Install python3, make and g++ ' +
			'(Debian, Ubuntu: apt-get install python3 make g++) and run the same command again.',
	},
	{
		pattern:
			/\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ECONNRESET|ENETUNREACH|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT|FETCH_ERROR)\b/,
		text: `the package registry could not be reached. ${UNREACHABLE}`,
	},
	{
		pattern: /\bE40[1347]\b/,
		text: 'the package registry refused a package. `npm config get registry` shows which one is asked; it must offer all public packages.',
	},
	{
		pattern: /\b(EACCES|EPERM|EROFS)\b/,
		text: 'a file could not be written. Make sure that this folder and the npm cache belong to you.',
	},
	{
		pattern: /\bEUSAGE\b/,
		text: 'package.json and package-lock.json do not agree. Run `npm install` in that folder and commit the lock file.',
	},
	{
		pattern: /\bEINTEGRITY\b/,
		text: 'a package differs from the one that was locked. Run `npm cache verify` and the same command again.',
	},
	{
		pattern: /heap out of memory|Killed|ENOMEM/,
		text: 'there was not enough memory; npm needs about 4 GB for this.',
	},
];

/** One or two sentences that name the reason and the way out, or npm's last lines. */
export function explainNpmFailure(output) {
	const reason = REASONS.find(({ pattern }) => pattern.test(output));
	if (reason) return reason.text;
	const lines = output.trim().split('\n').slice(-SHOWN_LINES);
	return `npm's last words were\n${lines.map((line) => `  ${line}`).join('\n')}`;
}
