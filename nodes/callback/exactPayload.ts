import { holdsUnsafeInteger, parseExactly } from './exactNumbers';
import { isObject, type Payload } from './payload';

/**
 * The payload with integers beyond 2^53 as strings of their exact digits, taken from the raw body.
 * The payload itself where it holds none, or where the raw body is not the JSON it came from.
 */
export function exactPayload(payload: Payload, rawBody: string | Buffer | undefined): Payload {
	if (rawBody === undefined || !holdsUnsafeInteger(payload)) return payload;
	const exact = parseExactly(rawBody.toString().replace(BYTE_ORDER_MARK, ''));
	return isObject(exact) ? exact : payload;
}

const BYTE_ORDER_MARK = /^\ufeff/;
