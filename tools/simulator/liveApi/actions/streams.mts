import {
	type Account,
	beijingTime,
	type Place,
	placeKey,
	type Stream,
	utcSecond,
} from '../../account/account.mts';
import { endStream } from '../../account/tasks.mts';
import type { Site } from '../body.mts';
import {
	answer,
	type Handler,
	type HandlerContext,
	type Handlers,
	invalidValue,
} from '../handler.mts';
import {
	foreignDomain,
	isWanted,
	page,
	pageNumbers,
	placeOf,
	readPeriod,
	readTime,
} from './paging.mts';

const onlineList: Handler = (body, { account, now }) => {
	const live = [...account.streams.values()].filter(
		(stream) => stream.active && isWanted(stream, body),
	);
	const { items, ...numbers } = page(live, body);
	return answer({
		...pageNumbers(numbers),
		OnlineInfo: items.map((stream) => ({
			StreamName: stream.streamName,
			PublishTimeList: [{ PublishTime: utcSecond(stream.publishedAt) }],
			AppName: stream.appName,
			DomainName: stream.domain,
			PushToDelay: Number((account.delays.get(placeKey(stream))?.until ?? 0) > now),
		})),
	});
};

const state: Handler = (body, context) => {
	const { account, now } = context;
	const place = placeOf(body);
	const refusal = foreignDomain(place.domain, context);
	if (refusal) return { ok: false, refusal };
	const active = account.streams.get(placeKey(place))?.active;
	return answer({
		StreamState: account.bans.covers(place, now) ? 'forbid' : active ? 'active' : 'inactive',
	});
};

export const streams: Handlers = {
	DescribeLiveStreamOnlineList: onlineList,
	DescribeLiveStreamState: state,
};

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

const MINUTE_MS = 60_000;
/** A simulated encoder is measured so often; no source says how often Tencent does. */
const SAMPLE_MS = 10_000;
/** Playback data comes about so late. */
const PLAY_LAG_MS = 4 * MINUTE_MS;

const pushInfo: Handler = (body, { account, now, site }) => {
	const beijing = site !== 'china';
	const rules = { now, maxAgeDays: 7, maxSpanDays: 3 / 24, beijing, future: true };
	const period = readPeriod(body, rules);
	if (!period.ok) return period;
	const { StreamName, PushDomain, AppName } = body;
	const found = pushesOf(account, now).filter(
		(push) =>
			push.streamName === StreamName &&
			(PushDomain ?? push.domain) === push.domain &&
			(AppName ?? push.appName) === push.appName,
	);
	return answer({
		DataInfoList: found.flatMap((push) =>
			instants(push, { ...period, stepMs: SAMPLE_MS }).map((at) => pushSample(push, { at, site })),
		),
	});
};

const playInfo: Handler = (body, { account, now }) => {
	const { StreamName, AppName, ServiceName } = body;
	if (AppName !== undefined && StreamName === undefined) {
		return { ok: false, refusal: invalidValue('AppName needs StreamName') };
	}
	const period = readPeriod(body, {
		now,
		maxAgeDays: 31,
		maxSpanDays: 1,
		beijing: true,
		future: true,
	});
	if (!period.ok) return period;
	const minutes = new Map<number, number>();
	const upTo = Math.min(period.to, now - PLAY_LAG_MS);
	for (const push of pushesOf(account, now)) {
		if (ServiceName === 'LEB' || (StreamName ?? push.streamName) !== push.streamName) continue;
		if ((AppName ?? push.appName) !== push.appName) continue;
		for (const at of instants(push, { from: period.from, to: upTo, stepMs: MINUTE_MS }))
			minutes.set(at, (minutes.get(at) ?? 0) + VIEWERS_PER_STREAM);
	}
	return answer({
		DataInfoList: [...minutes]
			.toSorted(([a], [b]) => a - b)
			.map(([at, viewers]) => ({
				Time: period.write(at),
				Bandwidth: viewers * MBIT_PER_VIEWER,
				Flux: (viewers * MBIT_PER_VIEWER * 60) / 8,
				Request: viewers * 2,
				Online: viewers,
			})),
	});
};

export const streamQuality: Handlers = {
	DescribeStreamPushInfoList: pushInfo,
	DescribeStreamPlayInfoList: playInfo,
};

const VIEWERS_PER_STREAM = 12;
const MBIT_PER_VIEWER = 1.5;

function pushesOf({ streams, history }: Account, now: number): Push[] {
	const live = [...streams.values()].filter(({ active }) => active);
	return [
		...history.pushes,
		...live.map((stream) => ({ ...stream, startedAt: stream.publishedAt, endedAt: now })),
	];
}

/** Multiples of the step at which the push was live within the period. */
function instants(
	{ startedAt, endedAt }: Push,
	{ from, to, stepMs }: { from: number; to: number; stepMs: number },
): number[] {
	const first = Math.ceil(Math.max(startedAt, from) / stepMs);
	const last = Math.floor(Math.min(endedAt, to) / stepMs);
	return Array.from({ length: Math.max(0, last - first + 1) }, (_, n) => (first + n) * stepMs);
}

/** A push that goes on or has ended. */
export interface Push extends Place {
	/** ms */
	startedAt: number;
	/** ms; now where it goes on */
	endedAt: number;
	/** Number of the push; the history has forgotten it. */
	sequence?: string;
}

/** What was measured of a push at an instant (ms): a steady 720p stream with a little ripple. */
function pushSample(push: Push, { at, site }: { at: number; site: Site }) {
	const { domain, appName, streamName, startedAt, sequence = '' } = push;
	const elapsed = at - startedAt;
	const ripple = Math.floor(at / 10_000) % 3;
	return {
		Time: site === 'international' ? beijingMs(at) : utcSecond(at),
		PushDomain: domain,
		AppName: appName,
		ClientIp: '203.0.113.7',
		BeginPushTime: beijingMs(startedAt),
		Resolution: '1280*720',
		VCodec: 'H264',
		ACodec: 'AAC',
		Sequence: sequence,
		VideoFps: 25 - ripple,
		VideoRate: 1_800_000 + ripple * 10_000,
		AudioFps: 43,
		AudioRate: 128_000,
		LocalTs: elapsed,
		VideoTs: elapsed - 40,
		AudioTs: elapsed - 23,
		MetaVideoRate: 1800,
		MetaAudioRate: 128,
		MateFps: 25,
		StreamParam: `streamname=${streamName}`,
		Bandwidth: 1.93,
		Flux: 2.41,
		ServerIp: '198.51.100.20',
		GopSize: 2000,
	};
}

const beijingMs = (instant: number): string =>
	`${beijingTime(instant)}.${String(instant % 1000).padStart(3, '0')}`;
