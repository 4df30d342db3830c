import { formsOf } from './formsOf.mts';

/** Something that must not be seen, and what to call it in a report. */
export interface Secret {
	name: string;
	value: string;
}

/** Something that others may see, and where. */
export interface SeenText {
	/** E.g. `log line`, `item of Live Events`. */
	where: string;
	text: string;
}

/** A secret in a text; the text around it is shown without it. */
export interface Finding {
	secret: string;
	form: string;
	where: string;
	around: string;
}

/** Shorter ones stand in texts by chance: `key`, `abc`. */
export const SHORTEST_SECRET = 8;

/**
 * Every secret that stands in one of the texts, in whatever form, once for each text around it.
 *
 * @throws Error for a secret too short to be told from chance
 */
export function findSecrets(texts: readonly SeenText[], secrets: readonly Secret[]): Finding[] {
	const wanted = secrets.map(({ name, value }) => {
		if (value.length >= SHORTEST_SECRET) return { name, forms: formsOf(value) };
		throw new Error(`"${name}" has fewer than ${SHORTEST_SECRET} characters`);
	});
	const findings: Finding[] = [];
	for (const { where, text } of texts) {
		for (const { name, forms } of wanted) {
			const seen = new Set<string>();
			for (const form of forms) {
				for (const around of surroundingsOf(text, form.text)) {
					if (seen.has(around)) continue;
					seen.add(around);
					findings.push({ secret: name, form: form.name, where, around });
				}
			}
		}
	}
	return findings;
}

const CONTEXT = 60;

function* surroundingsOf(text: string, secret: string): Generator<string> {
	for (let at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + secret.length)) {
		const end = at + secret.length;
		const before = text.slice(Math.max(0, at - CONTEXT), at);
		yield `${before}[secret]${text.slice(end, end + CONTEXT)}`.replaceAll(secret, '[secret]');
	}
}
