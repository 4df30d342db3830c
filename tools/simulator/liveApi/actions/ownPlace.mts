import type { Place } from '../../account/place.mts';
import type { HandlerContext } from '../handler.mts';
import type { Refusal } from '../refusal.mts';

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
