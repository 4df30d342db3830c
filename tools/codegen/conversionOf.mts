import { member } from './literal.mts';
import type { Target } from './targets.mts';

/** The pieces of code that convert one field. */
export type Conversion = {
	/** Statements that come before the conversion, or nothing. */
	declaration: string;
	/** Expression that says whether the field is there. */
	present: string;
	/** Expression of the converted value, null where the field is missing. */
	value: string;
	/** For a time: the expression of its instant, undefined where it is none. */
	instant?: string;
};

const FUNCTIONS: Record<string, string> = {
	string: 'text',
	integer: 'integer',
	number: 'number',
	boolean: 'boolean',
	object: 'object',
	streamParams: 'streamParams',
	'list of string': 'texts',
	'list of integer': 'integers',
	'list of number': 'numbers',
	'list of object': 'objects',
};

/** How the value of a target is read from `payload` and converted. */
export function conversionOf(target: Target): Conversion {
	const { names, type, to } = target;
	const reads = names.map((name) => member('payload', name)).join(' ?? ');
	const stem = to.split('.').at(-1)!;
	const isRepeated = names.length > 1 && (!target.always || type.startsWith('time:'));
	const source = isRepeated ? `${stem}Source` : reads;
	const declaration = isRepeated ? `const ${source} = ${reads};\n` : '';

	if (type.startsWith('time:')) {
		const unitMs = type === 'time:s' ? '1000' : '1';
		const microseconds = target.microseconds ? `, ${member('payload', target.microseconds)}` : '';
		const instant = `${stem}Instant`;
		return {
			declaration: `${declaration}const ${instant} = timeFrom(${source}, ${unitMs}${microseconds});\n`,
			present: source,
			value: `timeOr(${instant}, ${source})`,
			instant,
		};
	}
	return { declaration, present: source, value: valueOf(target, source) };
}

function valueOf({ names, type, trim, secretsHidden, copy }: Target, source: string): string {
	if (copy) return `${FUNCTIONS[type]}(${source}, copies.${copy.name})`;
	if (type === 'json') return `json(${source}, ${JSON.stringify(names[0])}, frame.problems)`;
	if (type !== 'string') return `${FUNCTIONS[type]}(${source})`;
	if (secretsHidden) return `secretUrl(${source})`;
	return trim ? `trimmed(${source})` : `text(${source})`;
}
