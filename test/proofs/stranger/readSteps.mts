import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../package/packPackage.mts';

/** One thing that a step asks for: a file to write or to look at, or a command to run. */
export type Doing = { kind: 'file' | 'command'; text: string };

const PATH = /^[\w.-]+(\/[\w.<>-]+)*\.(json|md|mts|ts)$/;

/**
 * What the numbered steps below a heading of CONTRIBUTING.md ask for, in order. Placeholders such as
 * `<event>` are replaced; code that is neither a path nor an npm command is only talked about.
 *
 * @throws Error if the heading or a placeholder's value is missing
 */
export function readSteps(heading: string, values: Record<string, string>): Doing[] {
	const text = readFileSync(join(ROOT, 'CONTRIBUTING.md'), 'utf8');
	const section = text.split(/^## /m).find((part) => part.startsWith(`${heading}\n`));
	if (!section) throw new Error(`CONTRIBUTING.md has no section "${heading}"`);
	const steps = section.split('\n').filter((line) => /^\d+\. /.test(line));
	return steps.flatMap((step) =>
		[...step.matchAll(/`([^`]+)`/g)].flatMap(([, code]): Doing[] => {
			const kind = code.startsWith('npm ') ? 'command' : PATH.test(code) ? 'file' : undefined;
			return kind ? [{ kind, text: filledIn(code, values) }] : [];
		}),
	);
}

function filledIn(code: string, values: Record<string, string>): string {
	return code.replace(/<(\w+)>/g, (placeholder, name: string) => {
		if (values[name] === undefined) throw new Error(`Nobody knows what ${placeholder} stands for`);
		return values[name];
	});
}
