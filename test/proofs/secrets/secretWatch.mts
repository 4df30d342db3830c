/** A place where a secret may stand, as narrow as it can be named. */
export interface Allowance {
	/** Fits the `where` of the text. */
	where: RegExp;
	/** Fits the name of the secret. */
	secret: RegExp;
	/** Fits the text around it (with `[secret]` in its place); any where it is absent. */
	around?: RegExp;
	/** Why it has to be there. */
	reason: string;
}

/** Collects the secrets that a test uses and all that others may see, and brings the two together. */
export class SecretWatch {
	#secrets = new Map<string, Secret>();
	#texts = new Map<string, Set<string>>();
	#allowances: readonly Allowance[];
	/** Whether it notes nothing any more. */
	closed = false;

	constructor(allowances: readonly Allowance[] = []) {
		this.#allowances = allowances;
	}

	/** What is too short to be told from chance, empty or no text is not watched. */
	keepSecret(name: string, value: unknown): void {
		if (this.closed || typeof value !== 'string' || value.length < SHORTEST_SECRET) return;
		if (!this.#secrets.has(value)) this.#secrets.set(value, { name, value });
	}

	/** Notes a text, or anything else as JSON, with the messages of errors in it. */
	see(where: string, seen: unknown): void {
		if (this.closed || seen === undefined || seen === null || seen === '') return;
		const texts = this.#texts.get(where) ?? new Set();
		this.#texts.set(where, texts.add(typeof seen === 'string' ? seen : textOf(seen)));
	}

	close(): void {
		this.closed = true;
		this.#secrets.clear();
		this.#texts.clear();
	}

	/** The secrets that were seen where they may not be; forgets all that it noted. */
	take(): Finding[] {
		const texts = [...this.#texts].flatMap(([where, all]) =>
			[...all].map((text) => ({ where, text })),
		);
		const findings = findSecrets(texts, [...this.#secrets.values()]);
		this.#texts.clear();
		this.#secrets.clear();
		return findings.filter(
			(finding) => !this.#allowances.some((allowed) => fits(allowed, finding)),
		);
	}

	/** @throws Error that names every finding, without the secret itself */
	assertNoneSeen(): void {
		const findings = this.take();
		if (findings.length === 0) return;
		const lines = findings.map(
			({ secret, form, where, around }) => `${secret}, ${form}, in ${where}: ${around}`,
		);
		throw new Error(`A secret was seen.\n${lines.join('\n')}`);
	}
}

function fits({ where, secret, around }: Allowance, finding: Finding): boolean {
	return (
		where.test(finding.where) &&
		secret.test(finding.secret) &&
		(around?.test(finding.around) ?? true)
	);
}

function textOf(seen: unknown): string {
	const visited = new Set<object>();
	return JSON.stringify(seen, (_name, value: unknown) => {
		if (typeof value === 'bigint') return String(value);
		if (typeof value !== 'object' || value === null) return value;
		if (visited.has(value)) return undefined;
		visited.add(value);
		if (!(value instanceof Error)) return value;
		// What JSON leaves out of an error.
		const { name, message, stack, cause } = value;
		return { ...value, name, message, stack, cause };
	});
}

/** Something that must not be seen, and what to call it in a report. */
export interface Secret {
	name: string;
	value: string;
}

/** Something that others may see, and where. */
interface SeenText {
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
const SHORTEST_SECRET = 8;

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

/** A way in which a secret can be written. */
interface Form {
	name: string;
	text: string;
}

/** Every form in which a secret is looked for; forms that read the same are one. */
function formsOf(secret: string): Form[] {
	const hex = Buffer.from(secret).toString('hex');
	const json = JSON.stringify(secret).slice(1, -1);
	const forms: Form[] = [
		{ name: 'as it is', text: secret },
		{ name: 'in lower case', text: secret.toLowerCase() },
		{ name: 'in upper case', text: secret.toUpperCase() },
		{ name: 'URL-encoded', text: encodeURIComponent(secret) },
		{ name: 'as a form', text: new URLSearchParams([['', secret]]).toString().slice(1) },
		{ name: 'in JSON', text: json },
		{ name: 'in JSON in JSON', text: JSON.stringify(json).slice(1, -1) },
		{ name: 'in hex', text: hex },
		{ name: 'in upper-case hex', text: hex.toUpperCase() },
		...[0, 1, 2].flatMap((shift) => [
			{ name: 'in Base64', text: base64(secret, shift, 'base64') },
			{ name: 'in Base64 for URLs', text: base64(secret, shift, 'base64url') },
		]),
	];
	return forms.filter(({ text }, at) => forms.findIndex((form) => form.text === text) === at);
}

/** What of the secret's Base64 does not depend on the text around it, `shift` bytes into a group. */
function base64(secret: string, shift: number, encoding: 'base64' | 'base64url'): string {
	const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]);
	const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString(encoding);
	return whole.slice(shift === 0 ? 0 : 4);
}
