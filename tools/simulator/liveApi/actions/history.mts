import { placeKey, utcSecond } from '../../account/account.mts';
import type { PastPush } from '../../account/tasks.mts';
import {
	answer,
	type Answer,
	type Handler,
	type HandlerContext,
	type Handlers,
	invalidValue,
} from '../handler.mts';
import { foreignDomain, page, pageNumbers, placeOf, readPeriod, readTime } from './paging.mts';

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

const MAX_DELAY_MS = 7 * 86_400_000;

const add: Handler = (body, context) => {
	const { account, now } = context;
	const { DelayTime, ExpireTime } = body as { DelayTime: number; ExpireTime?: string };
	const place = placeOf(body);
	const refusal = foreignDomain(place.domain, context);
	if (refusal) return { ok: false, refusal };
	const until = ExpireTime === undefined ? now + MAX_DELAY_MS : (readTime(ExpireTime) ?? 0);
	if (until <= now || until > now + MAX_DELAY_MS) {
		return {
			ok: false,
			refusal: invalidValue('ExpireTime must be a UTC time within the next 7 days'),
		};
	}
	account.delays.set(placeKey(place), { ...place, seconds: DelayTime, from: now, until });
	return answer();
};

const resume: Handler = (body, context) => {
	const place = placeOf(body);
	const refusal = foreignDomain(place.domain, context);
	if (refusal) return { ok: false, refusal };
	context.account.delays.delete(placeKey(place));
	return answer();
};

const list: Handler = (_body, { account, now }) =>
	answer({
		DelayInfoList: [...account.delays.values()].map((delay) => ({
			DomainName: delay.domain,
			AppName: delay.appName,
			StreamName: delay.streamName,
			DelayInterval: delay.seconds,
			CreateTime: utcSecond(delay.from),
			ExpireTime: utcSecond(delay.until),
			Status: delay.until > now ? 1 : -1,
		})),
	});

export const delays: Handlers = {
	AddDelayLiveStream: add,
	ResumeDelayLiveStream: resume,
	DescribeLiveDelayInfoList: list,
};
