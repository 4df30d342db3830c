import { hideQuerySecrets } from '../hideSecrets';
import { trimmedFrom } from './text';

/** A URL without white space around it and without the secrets of its query. */
export function secretUrlFrom(value: unknown): string | undefined {
	const url = trimmedFrom(value);
	return url === undefined ? undefined : hideQuerySecrets(url);
}
