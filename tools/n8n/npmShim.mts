import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { npm } from './npm.mts';

/**
 * Puts an `npm` into `folder` that asks `registry` whatever registry it is told to ask: n8n names
 * npm's public one with most calls, and takes another only with a licence.
 *
 * @returns the PATH that lets n8n find it first
 */
export function pathWithNpmFor(registry: string, folder: string): string {
	mkdirSync(folder, { recursive: true });
	const path = join(folder, 'npm');
	writeFileSync(path, script(registry, whole(npm())));
	chmodSync(path, 0o755);
	return [folder, process.env.PATH].join(delimiter);
}

const script = (registry: string, command: string[]) => `#!/bin/sh
export npm_config_registry='${registry}'
for argument in "$@"; do
	case "$argument" in --registry=*) argument='--registry=${registry}' ;; esac
	set -- "$@" "$argument"
	shift
done
exec ${command.map((part) => `'${part}'`).join(' ')} "$@"
`;

/** With the program's full path, so that the script does not find itself. */
function whole([program, ...first]: string[]): string[] {
	const found = execFileSync('sh', ['-c', 'command -v "$0"', program], { encoding: 'utf8' });
	return [found.trim(), ...first];
}
