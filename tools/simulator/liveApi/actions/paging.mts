import { beijingTime, type Place, utcSecond } from '../../account/account.mts';
import { type HandlerContext, invalidValue, type Refusal } from '../handler.mts';

/** One page of a list, counted from 1, with the totals that Tencent gives beside it. */
export function page<T>(
	list: T[],
	body: Record<string, unknown>,
): {
	items: T[];
	total: number;
	pages: number;
	pageNum: number;
	pageSize: number;
} {
	const { PageNum = 1, PageSize = 10 } = body as {
		PageNum?: number;
		PageSize?: number;
	};
	const start = (PageNum - 1) * PageSize;
	return {
		items: list.slice(start, start + PageSize),
		total: list.length,
		pages: Math.ceil(list.length / PageSize),
		pageNum: PageNum,
		pageSize: PageSize,
	};
}

/** The page's numbers under the names that most list actions give them. */
export const pageNumbers = ({
	total,
	pages,
	pageNum,
	pageSize,
}: Omit<ReturnType<typeof page>, 'items'>): Record<string, unknown> => ({
	TotalNum: total,
	TotalPage: pages,
	PageNum: pageNum,
	PageSize: pageSize,
});

/** A page that is continued by a token: the token is bound to the query and to the last entry read. */
export function scroll<T extends { serial: number }>(
	all: Iterable<T>,
	query: {
		isWanted(item: T): boolean;
		/** What must not change from page to page. */
		filter: Record<string, unknown>;
		/** Of the page before; missing or empty for the first page. */
		token: string | undefined;
		size: number;
	},
): { items: T[]; next: string } | undefined {
	const { isWanted, filter, token, size } = query;
	const mark = JSON.stringify(filter);
	const after = token ? readToken(token, mark) : 0;
	if (after === undefined) return undefined;
	const items: T[] = [];
	for (const item of all) {
		if (item.serial <= after || !isWanted(item)) continue;
		if (items.length === size) return { items, next: writeToken(items[size - 1].serial, mark) };
		items.push(item);
	}
	return { items, next: '' };
}

const writeToken = (serial: number, mark: string): string =>
	Buffer.from(`${serial}\n${mark}`).toString('base64url');

function readToken(token: string, mark: string): number | undefined {
	const [serial, ...rest] = Buffer.from(token, 'base64url').toString().split('\n');
	return rest.join('\n') === mark && /^\d+$/.test(serial) ? Number(serial) : undefined;
}

const DAY_MS = 86_400_000;
const UTC = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const BEIJING = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/;

/** What an action says about its StartTime and EndTime. */
interface PeriodRules {
	/** ms */
	now: number;
	maxAgeDays: number;
	maxSpanDays: number;
	/** Whether Beijing time without a zone is read as well. */
	beijing?: boolean;
	/** Whether the end may lie in the future. */
	future?: boolean;
}

type Period =
	| { ok: true; from: number; to: number; write: (instant: number) => string }
	| { ok: false; refusal: Refusal };

/** Reads StartTime and EndTime to ms; `write` puts an instant into the form that the request used. */
export function readPeriod(body: Record<string, unknown>, rules: PeriodRules): Period {
	const { StartTime, EndTime } = body as { StartTime: string; EndTime: string };
	const { now, maxAgeDays, maxSpanDays, beijing = false, future = false } = rules;
	const from = readTime(StartTime, beijing);
	const to = readTime(EndTime, beijing);
	const problem =
		from === undefined
			? 'StartTime is not in a form that this action takes'
			: to === undefined
				? 'EndTime is not in a form that this action takes'
				: UTC.test(StartTime) !== UTC.test(EndTime)
					? 'StartTime and EndTime must be in the same form'
					: to <= from
						? 'EndTime must be after StartTime'
						: to - from > maxSpanDays * DAY_MS
							? `the period is longer than ${inWords(maxSpanDays)}`
							: now - from > maxAgeDays * DAY_MS
								? `StartTime lies more than ${inWords(maxAgeDays)} back`
								: !future && to > now
									? 'EndTime lies in the future'
									: undefined;
	if (problem !== undefined) return { ok: false, refusal: invalidValue(problem) };
	const write = UTC.test(StartTime) ? utcSecond : beijingTime;
	return { ok: true, from: from as number, to: to as number, write };
}

/** ms of a UTC time, or of one in Beijing where that is taken; undefined where it is neither. */
export function readTime(text: string, beijing = false): number | undefined {
	const iso = UTC.test(text) ? text : beijing && BEIJING.test(text) ? `${text}+08:00` : '';
	const instant = Date.parse(iso.replace(' ', 'T'));
	return Number.isNaN(instant) ? undefined : instant;
}

const inWords = (days: number): string => (days < 1 ? `${days * 24} hours` : `${days} days`);

/** The stream that a request names. */
export function placeOf(body: Record<string, unknown>): Place {
	const { DomainName, AppName, StreamName } = body as Record<string, string>;
	return { domain: DomainName, appName: AppName, streamName: StreamName };
}

/** The refusal of a stream on a domain that is no push domain of the account, if it is none. */
export function foreignDomain(
	domain: string,
	{ account, codes }: Pick<HandlerContext, 'account' | 'codes'>,
): Refusal | undefined {
	if (account.domains.get(domain)?.type === 'push') return undefined;
	const message = `${domain} is no push domain of this account.`;
	return { code: codes.unknownDomain, message };
}

/** Whether the place is among those that the request's filters leave; each filter may be missing. */
export function isWanted(
	place: Place,
	{ DomainName, AppName, StreamName }: Record<string, unknown>,
): boolean {
	return (
		(DomainName ?? place.domain) === place.domain &&
		(AppName ?? place.appName) === place.appName &&
		(StreamName ?? place.streamName) === place.streamName
	);
}
