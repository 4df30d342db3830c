import type { Account } from '../../account/account.mts';
import { answer, invalidValue } from '../refusal.mts';
import type { Handler, Handlers } from '../handler.mts';
import { readPeriod } from './period.mts';
import { pushSample, type Push } from './pushSample.mts';

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
