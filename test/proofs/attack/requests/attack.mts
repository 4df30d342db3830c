/** One HTTP request, as an attacker makes it. */
export interface Attack {
	/** What is tried, for counts and for the report of a failure. */
	kind: string;
	/** Whether its maker knows the callback key. */
	signed: boolean;
	method: 'POST' | 'GET';
	/** What stands behind the `?` of the address. */
	query: string;
	headers: Record<string, string>;
	body: Buffer;
}

/** A member of a JSON object as text: its value need not be what `JSON.stringify` would write. */
export type Member = readonly [name: string, json: string];

/** The text of an object with these members, in this order, repeated ones too. */
export function objectText(members: readonly Member[]): string {
	return `{${members.map(([name, json]) => `${JSON.stringify(name)}:${json}`).join(',')}}`;
}
