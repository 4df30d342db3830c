/**
 * Several workflows of one n8n on one event. Tencent knows one address for each kind of event, so the
 * slot holds that of one workflow, the carrier, and names the others behind it:
 * `https://<base>/<id>/tencent-lvb?also=<id>,<id>`. The list stands nowhere else, so that whichever
 * process gets a callback knows it, and nothing that n8n stores has to agree with it.
 */

/** How many workflows share one slot at most, the carrier among them. */
export const MOST_SHARERS = 10;

/** The path of the trigger's webhook below its id. */
const PATH = 'tencent-lvb';

/** A webhook id as n8n makes them, or an import brings them along. */
const ID = /^[A-Za-z0-9_-]{1,64}$/;

/** An address of a trigger of ours, with the list of others behind it. A comma may come encoded. */
const ADDRESS = new RegExp(
	`^(https?://[^?#]+)/([A-Za-z0-9_-]{1,64})/${PATH}(?:\\?also=((?:[A-Za-z0-9_-]|,|%2[Cc])*))?$`,
);

interface Shared {
	/** What all addresses of one n8n begin with. */
	base: string;
	/** The carrier's id first, each once. */
	ids: string[];
}

function read(value: string): Shared | undefined {
	const [, base, carrier, also = ''] = ADDRESS.exec(value) ?? [];
	return base === undefined ? undefined : { base, ids: [...new Set([carrier, ...idsIn(also)])] };
}

const idsIn = (list: string): string[] => list.split(/,|%2C/i).filter((id) => ID.test(id));

const addressOf = (base: string, id: string): string => `${base}/${id}/${PATH}`;

function write({ base, ids: [carrier, ...others] }: Shared): string {
	const list = others.length === 0 ? '' : `?also=${others.join(',')}`;
	return addressOf(base, carrier) + list;
}

/**
 * The addresses that a slot's value stands for, the carrier's first. An address that is not of a
 * trigger of ours stands for itself.
 */
export function sharersIn(value: string): string[] {
	const shared = read(value);
	return shared ? shared.ids.map((id) => addressOf(shared.base, id)) : [value];
}

/** Whether what is sent to a slot's address reaches the workflow at `url`. */
export const reaches = (value: string | undefined, url: string): boolean =>
	value !== undefined && sharersIn(value).includes(url);

/** Whether a slot's address is that of triggers under the same base as `url`, so that it can be shared. */
export function isShareable(value: string, url: string): boolean {
	const [theirs, own] = [read(value), read(url)];
	return theirs !== undefined && theirs.base === own?.base;
}

/**
 * A shareable slot's address with the workflow at `url` among those that it reaches, behind all that
 * are there; undefined where there is no room.
 */
export function withSharer(value: string, url: string): string | undefined {
	const [shared, own] = [read(value), read(url)];
	if (!shared || !own || reaches(value, url)) return value;
	const ids = [...shared.ids, ...own.ids];
	return ids.length > MOST_SHARERS ? undefined : write({ ...shared, ids });
}

/**
 * A slot's address without the workflow at `url`; the next one becomes the carrier. Undefined where
 * none is left.
 */
export function withoutSharer(value: string, url: string): string | undefined {
	const shared = read(value);
	if (!shared) return value === url ? undefined : value;
	const ids = shared.ids.filter((id) => addressOf(shared.base, id) !== url);
	return ids.length === 0 ? undefined : write({ ...shared, ids });
}

/**
 * The addresses of those that a callback is to be handed on to, by the carrier's own address and what
 * stands behind it in the query: at most nine, each once, never the carrier itself, and none but
 * under its base. Whatever is no id is passed over, since anybody can write a query.
 */
export function sharersBehind(carrier: string, also: unknown): string[] {
	const own = read(carrier);
	if (!own || typeof also !== 'string' || also.length > LONGEST_LIST) return [];
	const ids = new Set(idsIn(also));
	ids.delete(own.ids[0]);
	return [...ids].slice(0, MOST_SHARERS - 1).map((id) => addressOf(own.base, id));
}

/** Of the longest ids, with commas that come encoded. */
const LONGEST_LIST = MOST_SHARERS * (64 + 3);
