import { createHash } from 'crypto';

/** What recovery needs, kept in the description of a template of ours. */
export interface TemplateNote {
	/**
	 * Digits of the templates that were bound before, newest first. The first of them that still
	 * exists is bound again in the end.
	 */
	previousTemplateIds: readonly string[];
	/** Address in the recording status slot, which no Describe action returns. */
	recordingStatusUrl?: string;
}

/** Longest description that Tencent stores, in bytes; ours is ASCII. */
export const LONGEST_DESCRIPTION = 1024;

/** A name that some n8n gave. */
export const NAME = /^n8n-[0-9a-f]{10}-[0-9a-f]{12}$/;

const NOTE = /^(?:prev-(\d{1,20}(?:-\d{1,20})*))?(?:(?:^|(?<=\d)_)rs-([A-Za-z0-9_-]+))?$/;

/**
 * The name by which this n8n knows its template of a push domain and app. Names may hold letters,
 * digits, underscore and hyphen only, hence the hashes.
 */
export function templateName(
	instanceId: string,
	{ domain, app }: { domain: string; app: string },
): string {
	return `n8n-${hexOf(instanceId, 10)}-${markOf({ domain, app })}`;
}

/** Whether an n8n gives this name to its template of the push domain and app. */
export const isNameFor = (name: string, pair: { domain: string; app: string }): boolean =>
	NAME.test(name) && name.endsWith(`-${markOf(pair)}`);

/** Whether a template's name is one that this n8n gives, for whatever push domain and app. */
export const isNameOf = (instanceId: string, name: string): boolean =>
	name.startsWith(`n8n-${hexOf(instanceId, 10)}-`) && NAME.test(name);

/** Reads a description; anything that is not of our making is an empty note. */
export function readNote(description: string): TemplateNote {
	const [, previous, encoded] = NOTE.exec(description) ?? [];
	const recordingStatusUrl = encoded && Buffer.from(encoded, 'base64url').toString('utf8');
	return {
		previousTemplateIds: previous?.split('-') ?? [],
		recordingStatusUrl: recordingStatusUrl || undefined,
	};
}

/**
 * Writes a note with the characters that Tencent allows. Leaves out the oldest templates for which
 * there is no room, but never the newest; may then come out longer than Tencent stores.
 */
export function writeNote({ previousTemplateIds, recordingStatusUrl }: TemplateNote): string {
	const status =
		recordingStatusUrl === undefined
			? []
			: [`rs-${Buffer.from(recordingStatusUrl, 'utf8').toString('base64url')}`];
	const noteWith = (count: number) => {
		const previous = count > 0 ? [`prev-${previousTemplateIds.slice(0, count).join('-')}`] : [];
		return [...previous, ...status].join('_');
	};
	let count = previousTemplateIds.length;
	while (count > 1 && noteWith(count).length > LONGEST_DESCRIPTION) count -= 1;
	return noteWith(count);
}

const markOf = ({ domain, app }: { domain: string; app: string }): string =>
	hexOf(`${domain}/${app}`, 12);

function hexOf(text: string, digits: number): string {
	return createHash('sha256').update(text).digest('hex').slice(0, digits);
}
