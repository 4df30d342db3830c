import { basename } from 'node:path';

/** The program and first arguments that run npm: the one that started this process, if one did. */
export function npm(): [string, ...string[]] {
	const entry = process.env.npm_execpath;
	return entry && basename(entry) === 'npm-cli.js' ? [process.execPath, entry] : ['npm'];
}
