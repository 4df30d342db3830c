/** Where a stream is pushed to. */
export interface Place {
	domain: string;
	appName: string;
	streamName: string;
}

export const streamKey = (domain: string, appName: string, streamName: string): string =>
	`${domain}/${appName}/${streamName}`;

/** The key of a place in the account's maps. */
export const placeKey = ({ domain, appName, streamName }: Place): string =>
	streamKey(domain, appName, streamName);
