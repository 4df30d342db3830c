import type { Place } from '../../account/place.mts';
import { beijingTime } from '../../account/beijingTime.mts';
import { utcSecond } from '../../account/utcSecond.mts';
import type { Site } from '../validateBody.mts';

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
export function pushSample(push: Push, { at, site }: { at: number; site: Site }) {
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
