import { InvalidArgumentError } from 'commander';

/** Collects repeated `name=value` options; a value that is JSON becomes what it says. */
export function collectAssignment(
	text: string,
	former: Record<string, unknown> = {},
): Record<string, unknown> {
	const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
	if (name === undefined) throw new InvalidArgumentError('Write it as name=value.');
	return { ...former, [name]: readValue(value) };
}

/** Collects repeated options. */
export const collect = (text: string, former: string[] = []): string[] => [...former, text];

/**
 * Gives values back as text where the payload holds text, so that `--set push_duration=5` stays the
 * text that Tencent sends.
 */
export function withOriginalTypes(
	values: Record<string, unknown>,
	exampleOf: (name: string) => unknown,
): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(values).map(([name, value]) => {
			const text = typeof exampleOf(name) === 'string' && typeof value !== 'string';
			return [name, text ? JSON.stringify(value) : value];
		}),
	);
}

function readValue(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		const roundTrips = typeof value !== 'number' || String(value) === text;
		return roundTrips ? value : text;
	} catch {
		return text;
	}
}
