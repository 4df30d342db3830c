import { createHash } from 'crypto';

/** What recovery needs, kept in the description of a template of ours. */
export interface TemplateNote {
	/** Digits of the template that was bound before and is bound again in the end. */
	previousTemplateId?: string;
	/** Address in the recording status slot, which no Describe action returns. */
	recordingStatusUrl?: string;
}

/** Longest description that Tencent stores, in bytes; ours is ASCII. */
export const LONGEST_DESCRIPTION = 1024;

/** A name that some n8n gave. */
export const NAME = /^n8n-[0-9a-f]{10}-[0-9a-f]{12}$/;

const NOTE = /^(?:prev-(\d{1,20}))?(?:(?:^|(?<=\d)_)rs-([A-Za-z0-9_-]+))?$/;

/**
 * The name by which this n8n knows its template of a push domain and app. Names may hold letters,
 * digits, underscore and hyphen only, hence the hashes.
 */
export function templateName(
	instanceId: string,
	{ domain, app }: { domain: string; app: string },
): string {
	return `n8n-${hexOf(instanceId, 10)}-${hexOf(`${domain}/${app}`, 12)}`;
}

/** Whether a template's name is one that this n8n gives, for whatever push domain and app. */
export const isNameOf = (instanceId: string, name: string): boolean =>
	name.startsWith(`n8n-${hexOf(instanceId, 10)}-`) && NAME.test(name);

/** Reads a description; anything that is not of our making is an empty note. */
export function readNote(description: string): TemplateNote {
	const [, previousTemplateId, encoded] = NOTE.exec(description) ?? [];
	const recordingStatusUrl = encoded && Buffer.from(encoded, 'base64url').toString('utf8');
	return {
		previousTemplateId,
		recordingStatusUrl: recordingStatusUrl || undefined,
	};
}

/** Writes a note with the characters that Tencent allows; may come out longer than Tencent stores. */
export function writeNote({ previousTemplateId, recordingStatusUrl }: TemplateNote): string {
	const parts: string[] = [];
	if (previousTemplateId !== undefined) parts.push(`prev-${previousTemplateId}`);
	if (recordingStatusUrl !== undefined) {
		parts.push(`rs-${Buffer.from(recordingStatusUrl, 'utf8').toString('base64url')}`);
	}
	return parts.join('_');
}

function hexOf(text: string, digits: number): string {
	return createHash('sha256').update(text).digest('hex').slice(0, digits);
}
