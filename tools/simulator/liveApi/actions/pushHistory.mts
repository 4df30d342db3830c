import type { PastPush } from '../../account/pushHistory.mts';
import { utcSecond } from '../../account/utcSecond.mts';
import { answer, invalidValue, type Answer } from '../refusal.mts';
import type { Handler, HandlerContext, Handlers } from '../handler.mts';
import { page, pageNumbers } from './page.mts';
import { readPeriod } from './period.mts';

/** How many entries the pages of one query reach. */
const REACH = 10_000;

type Body = Record<string, unknown>;

const published: Handler = (body, context) =>
	pastPushes(body, context, {
		listField: 'PublishInfo',
		select: (pushes) => pushes.filter((push) => !push.failed && hasName(push, body)).reverse(),
	});

const events: Handler = (body, context) =>
	pastPushes(body, context, {
		listField: 'EventList',
		select(pushes) {
			const found = pushes.filter(
				(push) => !(body.IsFilter === 1 && push.failed) && hasName(push, body),
			);
			return body.IsAsc === 1 ? found : found.reverse();
		},
	});

export const pushHistory: Handlers = {
	DescribeLiveStreamPublishedList: published,
	DescribeLiveStreamEventList: events,
};

function pastPushes(
	body: Body,
	{ account, guesses, now, site }: HandlerContext,
	{ listField, select }: { listField: string; select: (pushes: PastPush[]) => PastPush[] },
): Answer {
	const month = site === 'international' ? 30 : 31;
	const period = readPeriod(body, { now, maxAgeDays: 2 * month, maxSpanDays: month });
	if (!period.ok) return period;
	const found = select(account.history.between(period.from, period.to));
	const { items, ...numbers } = page(found, body);
	const reached = Math.max(0, REACH - (numbers.pageNum - 1) * numbers.pageSize);
	if (reached === 0 && guesses.beyondReach === 'refused') {
		return { ok: false, refusal: invalidValue(`pages reach the first ${REACH} entries only`) };
	}
	return answer({ ...pageNumbers(numbers), [listField]: items.slice(0, reached).map(onTheWire) });
}

/** Domain and path match exactly, the stream's name in part unless IsStrict asks for all of it. */
function hasName(
	push: PastPush,
	{ DomainName, AppName, StreamName = '', IsStrict }: Body,
): boolean {
	return (
		(DomainName ?? push.domain) === push.domain &&
		(AppName ?? push.appName) === push.appName &&
		(IsStrict === 1 && StreamName !== ''
			? push.streamName === StreamName
			: push.streamName.includes(String(StreamName)))
	);
}

const onTheWire = (push: PastPush): Body => ({
	AppName: push.appName,
	DomainName: push.domain,
	StreamName: push.streamName,
	StreamStartTime: utcSecond(push.startedAt),
	StreamEndTime: utcSecond(push.endedAt),
	StopReason: push.stopReason,
	Duration: Math.round((push.endedAt - push.startedAt) / 1000),
	ClientIp: push.clientIp,
	Resolution: push.resolution,
});
