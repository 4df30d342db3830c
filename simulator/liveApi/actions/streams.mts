import { streamKey, type Account, type Stream } from '../../account/account.mts';
import { endStream, openStream } from '../../account/streamState.mts';
import { answer, refuse } from '../refusal.mts';
import type { Handler, HandlerContext, Handlers } from '../handler.mts';
import { page } from './page.mts';

const DEFAULT_BAN_MS = 7 * 24 * 3_600_000;
const MAX_BAN_MS = 90 * 24 * 3_600_000;

/** What the end event says of a push that the customer had cut. */
const ENDED_BY_REQUEST = { errcode: 21, errmsg: 'Ended at the request of the customer' };

type Named = { DomainName: string; AppName: string; StreamName: string };

const onlineList: Handler = (body, { account }) => {
	const wanted = body as Partial<Named>;
	const live = [...account.streams.values()].filter(
		(stream) =>
			stream.active &&
			(wanted.DomainName ?? stream.domain) === stream.domain &&
			(wanted.AppName ?? stream.appName) === stream.appName &&
			(wanted.StreamName ?? stream.streamName) === stream.streamName,
	);
	const { items, total, pages, pageNum, pageSize } = page(live, body);
	return answer({
		TotalNum: total,
		TotalPage: pages,
		PageNum: pageNum,
		PageSize: pageSize,
		OnlineInfo: items.map((stream) => ({
			StreamName: stream.streamName,
			PublishTimeList: [{ PublishTime: utcSecond(stream.publishedAt) }],
			AppName: stream.appName,
			DomainName: stream.domain,
			PushToDelay: 0,
		})),
	});
};

const state: Handler = (body, { account, now }) => {
	const stream = find(account, body);
	const forbidden = stream && stream.forbiddenUntil > now;
	return answer({
		StreamState: forbidden ? 'forbid' : stream?.active ? 'active' : 'inactive',
	});
};

const drop: Handler = (body, context) => {
	cut(find(context.account, body), context);
	return answer();
};

const forbid: Handler = (body, context) => {
	const { ResumeTime } = body as { ResumeTime?: string };
	const until = ResumeTime === undefined ? context.now + DEFAULT_BAN_MS : Date.parse(ResumeTime);
	if (!(until > context.now && until <= context.now + MAX_BAN_MS)) {
		return refuse(
			'InvalidParameterValue',
			'ResumeTime must be a UTC time within the next 90 days.',
		);
	}
	const stream = find(context.account, body) ?? add(context.account, body, context.now);
	Object.assign(stream, { forbiddenUntil: until, forbiddenAt: context.now });
	cut(stream, context);
	return answer();
};

const resume: Handler = (body, { account }) => {
	const stream = find(account, body);
	if (stream) stream.forbiddenUntil = 0;
	return answer();
};

const forbiddenList: Handler = (body, { account, now }) => {
	const { StreamName } = body as { StreamName?: string };
	const banned = [...account.streams.values()].filter(
		(stream) =>
			stream.forbiddenUntil > now && (StreamName ?? stream.streamName) === stream.streamName,
	);
	const { items, total, pages, pageNum, pageSize } = page(banned, body);
	return answer({
		TotalNum: total,
		TotalPage: pages,
		PageNum: pageNum,
		PageSize: pageSize,
		ForbidStreamList: items.map((stream) => ({
			StreamName: stream.streamName,
			CreateTime: utcSecond(stream.forbiddenAt),
			ExpireTime: utcSecond(stream.forbiddenUntil),
			AppName: stream.appName,
			DomainName: stream.domain,
		})),
	});
};

export const streams: Handlers = {
	DescribeLiveStreamOnlineList: onlineList,
	DescribeLiveStreamState: state,
	DropLiveStream: drop,
	ForbidLiveStream: forbid,
	ResumeLiveStream: resume,
	DescribeLiveForbidStreamList: forbiddenList,
};

/** Ends a running push and reports it, as Tencent does whoever ended it. */
function cut(stream: Stream | undefined, { publish, now }: HandlerContext): void {
	if (!stream?.active) return;
	const { domain, appName, streamName } = stream;
	endStream(stream);
	const push_duration = String(now - stream.publishedAt);
	publish('streamEnd', {
		domain,
		appName,
		streamName,
		set: { ...ENDED_BY_REQUEST, push_duration },
	});
}

function find(account: Account, body: Record<string, unknown>): Stream | undefined {
	const { DomainName, AppName, StreamName } = body as Named;
	return account.streams.get(streamKey(DomainName, AppName, StreamName));
}

function add(account: Account, body: Record<string, unknown>, now: number): Stream {
	const { DomainName: domain, AppName: appName, StreamName: streamName } = body as Named;
	const stream = openStream(account, { domain, appName, streamName }, now);
	endStream(stream);
	return stream;
}

const utcSecond = (instant: number): string => `${new Date(instant).toISOString().slice(0, 19)}Z`;
