import { createHash } from 'crypto';

/** What recovery needs, kept in the description of a template of ours. */
interface TemplateNote {
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

/**
 * Whether an address is this node's own path under another base: the node before n8n moved, or in a
 * copy of this n8n. Whatever lies under the node's own base is another workflow's.
 */
export function isFormerAddress(address: string, own: string): boolean {
	const [theirs, ours] = [partsOf(address), partsOf(own)];
	if (theirs === undefined || ours === undefined || theirs.path !== ours.path) return false;
	return theirs.base !== ours.base && !theirs.base.startsWith(`${ours.base}/`);
}

/**
 * Whether n8n never answers at an address that it made itself. It looks requests up by their path
 * as decoded, so that neither an empty webhook id nor the name of a node that has to be encoded is
 * ever found.
 */
export function isUnanswerable(address: string): boolean {
	const segments = segmentsOf(address);
	const id = segments?.at(-2);
	return segments !== undefined && (id === undefined || id === '' || id.includes('%'));
}

/**
 * Whether n8n made an address without a webhook id: of the workflow and the node's name, or of the
 * word null. It may be answered for now, but is shared or changes with the name.
 */
export function isWithoutId(
	address: string,
	{ workflowId, nodeName }: { workflowId: string | undefined; nodeName: string },
): boolean {
	const [workflow, id] = segmentsOf(address)?.slice(-3) ?? [];
	const name = encodeURIComponent(nodeName.toLowerCase());
	return id === 'null' || (id === name && workflow === workflowId);
}

/** The base that all addresses of an n8n have, and the node's own path below it. */
function partsOf(address: string): { base: string; path: string } | undefined {
	const segments = segmentsOf(address);
	if (segments === undefined || segments.length < 3) return undefined;
	const [workflow, id] = segments.slice(-3);
	const isOfName = id.includes('%') || WORKFLOW_ID.test(workflow);
	const own = isOfName ? 3 : 2;
	const { origin } = new URL(address);
	return {
		base: [origin, ...segments.slice(1, -own)].join('/'),
		path: segments.slice(-own).join('/'),
	};
}

/** What stands before the name of a node without webhook id; no endpoint of n8n is called so. */
const WORKFLOW_ID = /^(?:[A-Za-z0-9]{16}|\d+)$/;

// The first one is empty, as what precedes the slash. Raw, since a parser encodes what n8n does not.
function segmentsOf(address: string): string[] | undefined {
	if (!URL.canParse(address)) return undefined;
	const [, , , ...segments] = address
		.replace(/[?#].*/s, '')
		.replace(/\/$/, '')
		.split('/');
	return ['', ...segments];
}
