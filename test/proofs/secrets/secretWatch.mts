import { findSecrets, SHORTEST_SECRET, type Finding, type Secret } from './findSecrets.mts';

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
