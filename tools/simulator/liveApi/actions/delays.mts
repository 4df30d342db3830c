import { placeKey } from '../../account/place.mts';
import { utcSecond } from '../../account/utcSecond.mts';
import { answer, invalidValue } from '../refusal.mts';
import type { Handler, Handlers } from '../handler.mts';
import { foreignDomain, placeOf } from './ownPlace.mts';
import { readTime } from './period.mts';

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
