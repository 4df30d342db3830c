import type { Template } from './account';
import { readNote } from './templateNote';

/**
 * The addresses that a template sends to, each once, as far as Tencent or the note of a template of
 * ours shows them.
 */
export function addressesIn({ slots, description }: Template): string[] {
	const { recordingStatusUrl } = readNote(description);
	const addresses = [...Object.values(slots), recordingStatusUrl ?? ''];
	return [...new Set(addresses)].filter((address) => address !== '');
}
