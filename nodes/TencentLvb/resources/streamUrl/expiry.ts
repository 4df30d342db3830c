import type { IExecuteFunctions } from 'n8n-workflow';

import { operationError } from '../../../liveApi/exception';
import { readInstant } from '../../apiOperation/convert/instant';
import { eitherDay } from '../../apiOperation/convert/time';

/** The last second that eight hex digits hold, in the year 2106. */
const LAST_SECOND = 0xffffffff;

/**
 * The second at which the addresses expire. A date without a time zone is one of the workflow's.
 *
 * @throws NodeOperationError where 'Expires At' is no date, or has passed at `now` (milliseconds).
 */
export function readExpiry(
	context: IExecuteFunctions,
	{ itemIndex, now }: { itemIndex: number; now: number },
): number {
	const given = context.getNodeParameter('expiresAt', itemIndex);
	const refuse = (message: string, description: string) =>
		operationError(context.getNode(), message, { description, itemIndex });
	const read = readInstant(given, context.getTimezone());
	if (!read.ok && read.either) {
		const { message, nextStep } = eitherDay('Expires At', read.either);
		throw refuse(message, nextStep);
	}
	if (!read.ok) {
		throw refuse(
			"'Expires At' is not a date",
			'Pick a date, or use an expression such as {{ $now.plus({ hours: 24 }) }}',
		);
	}
	const seconds = Math.floor(read.instant / 1000);
	if (seconds * 1000 <= now) {
		throw refuse(
			"'Expires At' has already passed",
			'Pick a later date; a day from now lets a broken off push go on',
		);
	}
	if (seconds > LAST_SECOND) {
		throw refuse("'Expires At' is too far ahead", 'Pick a date before the year 2106');
	}
	return seconds;
}
