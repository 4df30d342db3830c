import { withoutSecrets } from '../withoutSecrets';

/** A value that cannot be converted, as it came but for `sign` and push secrets; null if missing. */
export function kept(value: unknown): unknown {
	if (value === undefined) return null;
	return typeof value === 'object' || typeof value === 'string' ? withoutSecrets(value) : value;
}
