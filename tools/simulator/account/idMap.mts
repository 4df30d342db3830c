type Id = string | number | bigint;

/**
 * A map whose keys are 64-bit ids as decimal text. Look-ups take a number or bigint as well, so that
 * a test may write `templates.get(1001)` and ids beyond 2^53 stay exact.
 */
export class IdMap<T> extends Map<string, T> {
	override get(id: Id): T | undefined {
		return super.get(String(id));
	}

	override has(id: Id): boolean {
		return super.has(String(id));
	}

	override set(id: Id, value: T): this {
		return super.set(String(id), value);
	}

	override delete(id: Id): boolean {
		return super.delete(String(id));
	}
}
