import type { Stream } from '../../account/account.mts';
import { placeKey } from '../../account/place.mts';
import { endStream } from '../../account/streamState.mts';
import { utcSecond } from '../../account/utcSecond.mts';
import { answer, invalidValue } from '../refusal.mts';
import type { Handler, HandlerContext, Handlers } from '../handler.mts';
import { foreignDomain, placeOf } from './ownPlace.mts';
import { page, pageNumbers } from './page.mts';
import { readTime } from './period.mts';

const DAY_MS = 86_400_000;
const DEFAULT_BAN_DAYS = 7;
const MAX_BAN_DAYS = 90;

/** What the end event says of a push that the customer had cut. */
const ENDED_BY_REQUEST = { errcode: 21, errmsg: 'Ended at the request of the customer' };

const drop: Handler = (body, context) => {
	const place = placeOf(body);
	const refusal = foreignDomain(place.domain, context);
	if (refusal) return { ok: false, refusal };
	cut(context.account.streams.get(placeKey(place)), context);
	return answer();
};

const forbid: Handler = (body, context) => {
	const { account, now } = context;
	const { ResumeTime, Reason = '' } = body as { ResumeTime?: string; Reason?: string };
	const place = placeOf(body);
	const refusal = foreignDomain(place.domain, context);
	if (refusal) return { ok: false, refusal };
	const until =
		ResumeTime === undefined ? now + DEFAULT_BAN_DAYS * DAY_MS : (readTime(ResumeTime) ?? 0);
	if (until <= now || until > now + MAX_BAN_DAYS * DAY_MS) {
		return {
			ok: false,
			refusal: invalidValue(`ResumeTime must be a UTC time within the next ${MAX_BAN_DAYS} days`),
		};
	}
	account.bans.ban({ ...place, from: now, until, reason: Reason });
	for (const stream of account.streams.values())
		if (account.bans.matches(place, stream)) cut(stream, context);
	return answer();
};

const resume: Handler = (body, context) => {
	const place = placeOf(body);
	const refusal = foreignDomain(place.domain, context);
	if (refusal) return { ok: false, refusal };
	context.account.bans.lift(place);
	return answer();
};

const forbiddenList: Handler = (body, { account, now }) => {
	const { StreamName } = body as { StreamName?: string };
	const banned = [...account.bans.values()].filter(
		({ until, streamName }) => until > now && (StreamName ?? streamName) === streamName,
	);
	const { items, ...numbers } = page(banned, body);
	return answer({
		...pageNumbers(numbers),
		ForbidStreamList: items.map(({ domain, appName, streamName, from, until }) => ({
			StreamName: streamName,
			CreateTime: utcSecond(from),
			ExpireTime: utcSecond(until),
			AppName: appName,
			DomainName: domain,
		})),
	});
};

export const streamControl: Handlers = {
	DropLiveStream: drop,
	ForbidLiveStream: forbid,
	ResumeLiveStream: resume,
	DescribeLiveForbidStreamList: forbiddenList,
};

/** Ends a running push and reports it, as Tencent does whoever ended it. */
function cut(stream: Stream | undefined, { account, publish, now }: HandlerContext): void {
	if (!stream?.active) return;
	const { domain, appName, streamName } = stream;
	const push_duration = String(now - stream.publishedAt);
	endStream(account, stream, { now, stopReason: ENDED_BY_REQUEST.errmsg });
	const set = { ...ENDED_BY_REQUEST, push_duration };
	publish('streamEnd', { domain, appName, streamName, set });
}
