import type { Converter } from './converter';
import { refused, sent } from './converted';

/** The name of a domain, without anything that an address has besides. */
export const domain: Converter = (value, { label }) =>
	typeof value === 'string' && !/[\s/:@?]/.test(value)
		? sent(value)
		: refused(
				`'${label}' is no domain`,
				'Enter the domain alone, e.g. push.example.com, without rtmp:// and without a path',
			);
