import { createHash, hash } from 'crypto';

/** SHA-256 of a text as lower-case hex digits; in one call where Node has it (20.12). */
export const sha256: (text: string) => string =
	typeof hash === 'function'
		? (text) => hash('sha256', text)
		: (text) => createHash('sha256').update(text).digest('hex');
