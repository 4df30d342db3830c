import type { IExecuteFunctions } from 'n8n-workflow';

import { type Advice, type Refused, refused } from '../../advice';
import { tencentName } from '../../json/copy';
import { accepted } from '../../liveApi/exception';
import { knownSite } from '../../liveApi/transport';
import type { Body, LastingSpec, ParameterSpec } from '../operation';
import { entered } from './enteredValues';

/** How a person says when something ends. */
type EndBy = 'standard' | 'interval' | 'date';

const SECONDS: Readonly<Record<string, number>> = { minutes: 60, hours: 3600, days: 86_400 };

/** A hundred years: whatever is longer was meant otherwise, and no date of Tencent's lies there. */
const LONGEST_SECONDS = 100 * 365 * SECONDS.days;

/** A length of time in seconds, whole ones; `label` names the field of the amount. */
export function readLength(
	{ amount, unit }: { amount: unknown; unit: unknown },
	label: string,
): { ok: true; seconds: number } | Refused {
	const number = typeof amount === 'string' ? Number(amount) : amount;
	const perUnit = Object.hasOwn(SECONDS, String(unit)) ? SECONDS[String(unit)] : undefined;
	if (perUnit === undefined) {
		return refused(
			`The unit of '${label}' must be minutes, hours or days`,
			"Choose one of them under 'Unit'",
		);
	}
	if (typeof number !== 'number' || !(number > 0)) {
		return refused(`'${label}' must be a number above 0`, `Enter a number of ${String(unit)}`);
	}
	const seconds = Math.round(number * perUnit);
	const finding = seconds < 1 ? 'short' : seconds > LONGEST_SECONDS ? 'long' : undefined;
	return finding === undefined
		? { ok: true, seconds }
		: refused(`'${label}' is too ${finding}`, 'Enter another length of time');
}

/** Where an end is read from. */
interface End {
	itemIndex: number;
	/** Milliseconds since 1970. */
	now: number;
	/** The request so far: the start is in it where there is one. */
	body: Body;
}

/**
 * What was entered for an end: a date, be it one that a length of time leads to; undefined where it
 * is left to Tencent, and where a saved workflow may have the date elsewhere.
 *
 * @throws NodeOperationError where the length is none, or no date stands where one was chosen.
 */
export function enteredEnd(
	context: IExecuteFunctions,
	{ name, label, after, lasting }: ParameterSpec & { lasting: LastingSpec },
	{ itemIndex, now, body }: End,
): unknown {
	const usual: EndBy = lasting.standardDays === undefined ? 'date' : 'standard';
	const by = context.getNodeParameter(`${name}By`, itemIndex, usual) as EndBy;
	if (by === 'standard') return undefined;
	if (by !== 'interval') {
		const date = context.getNodeParameter(name, itemIndex, '');
		const isMissing = usual === 'standard' && entered(date) === undefined;
		const chosen = isMissing
			? refused(`'${label}' is empty`, 'Pick a date, or choose another way for it to end')
			: ({ ok: true, date } as const);
		return accepted(context.getNode(), chosen, { itemIndex }).date;
	}
	const length = {
		amount: context.getNodeParameter(`${name}Amount`, itemIndex, ''),
		unit: context.getNodeParameter(`${name}Unit`, itemIndex, 'hours'),
	};
	const read = readLength(length, lasting.label);
	const { seconds } = accepted(context.getNode(), read, { itemIndex });
	return new Date((startIn(body, after) ?? now) + seconds * 1000);
}

function startIn(body: Body, after: string | undefined): number | undefined {
	return after === undefined ? undefined : instantOf(body[tencentName(after)]);
}

/** Milliseconds since 1970 of a date as it goes out: seconds, or a text. */
function instantOf(sent: unknown): number | undefined {
	if (typeof sent === 'number') return sent * 1000;
	return typeof sent === 'string' ? Date.parse(sent) : undefined;
}

/** When what a request begins comes to its end, as the item says it: ISO 8601 in UTC. */
export function untilOf(
	parameters: readonly ParameterSpec[],
	{ body, now }: { body: Body; now: number },
): { until?: string } {
	for (const { name, lasting } of parameters) {
		if (lasting === undefined) continue;
		const { standardDays } = lasting;
		const standard = standardDays && now + standardDays * SECONDS.days * 1000;
		const instant = instantOf(body[tencentName(name)]) ?? standard;
		if (instant !== undefined) return { until: new Date(instant).toISOString() };
	}
	return {};
}

/**
 * Tells of an end that is farther from its start, or from now, than Tencent documents. In an update
 * the start may be one that is not in the request, and Tencent is left to judge.
 */
export async function farEnd(
	context: IExecuteFunctions,
	parameters: readonly ParameterSpec[],
	{ body, now }: { body: Body; now: number },
): Promise<Advice | undefined> {
	for (const { name, label, after, most, within } of parameters) {
		const end = instantOf(body[tencentName(name)]);
		const start = startIn(body, after) ?? (within === 'updateFields' ? undefined : now);
		if (most === undefined || end === undefined || start === undefined) continue;
		const { china, international, isExclusive } = most;
		const seconds = (await knownSite(context)) === 'international' ? international : china;
		const span = end / 1000 - Math.floor(start / 1000);
		if (isExclusive ? span < seconds : span <= seconds) continue;
		const from = after === undefined ? 'ahead' : 'after its start';
		return {
			message: `'${label}' is too far ${from}: it is ${new Date(end).toISOString()}`,
			nextStep: `Tencent takes ${isExclusive ? 'less than' : 'at most'} ${inWords(seconds)} ${from}. Choose an earlier date, or a shorter time`,
		};
	}
	return undefined;
}

const inWords = (seconds: number): string =>
	seconds > SECONDS.days ? `${seconds / SECONDS.days} days` : `${seconds / SECONDS.hours} hours`;
