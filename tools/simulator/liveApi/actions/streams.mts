import { placeKey } from '../../account/place.mts';
import { utcSecond } from '../../account/utcSecond.mts';
import { answer } from '../refusal.mts';
import type { Handler, Handlers } from '../handler.mts';
import { foreignDomain, isWanted, placeOf } from './ownPlace.mts';
import { page, pageNumbers } from './page.mts';

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
