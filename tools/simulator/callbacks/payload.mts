import { randomInt } from 'node:crypto';

import type { CatalogueEvent } from '../../catalogue/events.mts';

type Payload = Record<string, unknown>;

export interface PayloadOptions extends Changes {
	domain?: string;
	appName?: string;
	streamName?: string;
	/** Name of one of the event's examples; the first unless given. */
	example?: string;
	/** How long ago the event happened; 0 unless given. */
	secondsAgo?: number;
	/** ms */
	now: number;
}

/**
 * A payload of the event as if it had just happened: the catalogue's example with the names asked
 * for, times moved to now and new ids, so that no two look like retries of one. Without sign and t.
 * @throws Error for an example that the catalogue lacks
 */
export function freshPayload(event: CatalogueEvent, options: PayloadOptions): Payload {
	const payload = structuredClone(exampleOf(event, options.example));
	delete payload.sign;
	delete payload.t;
	shiftTimes(event, payload, options.now - (options.secondsAgo ?? 0) * 1000);
	renewIds(event, payload);
	nameStream(event, payload, options);
	return changePayload(payload, options);
}

function exampleOf(event: CatalogueEvent, name: string | undefined): Payload {
	const { key, payloads } = event;
	const found =
		name === undefined ? payloads[0] : payloads.find((example) => example.name === name);
	if (found) return found.payload;
	const names = payloads.map((example) => example.name);
	throw new Error(`${key} has no example "${name}"; there are ${names.join(', ')}`);
}

/** Writes the names into the fields that this event calls so; the payload's own spelling stays. */
function nameStream(event: CatalogueEvent, payload: Payload, options: PayloadOptions): void {
	const { domain, appName, streamName } = options;
	const values: Record<string, string | undefined> = {
		domain,
		appName,
		streamName,
		channelId: streamName,
	};
	for (const { from, to } of event.fields) {
		const value = to === null ? undefined : values[to];
		const old = payload[from];
		if (value === undefined || old === undefined) continue;
		if (to === 'streamName' && typeof old === 'string') replaceEverywhere(payload, old, value);
		payload[from] = value;
	}
}

function renewIds(event: CatalogueEvent, payload: Payload): void {
	for (const name of event.identity ?? Object.keys(payload)) {
		const old = payload[name];
		if (typeof old === 'string') replaceEverywhere(payload, old, renewed(old));
	}
}

/** A shorter name might stand in a text by chance. */
const SHORTEST_UNMISTAKABLE = 5;

/** Names and ids come back inside addresses and messages (pic_url in pic_full_url): all change together. */
function replaceEverywhere(payload: Payload, old: string, fresh: string): void {
	if (old.length < SHORTEST_UNMISTAKABLE) return;
	for (const [key, text] of Object.entries(payload)) {
		if (typeof text === 'string') payload[key] = text.replaceAll(old, fresh);
	}
}

/** Another id of the same form; a text that is no id (a status, a format, JSON) stays. */
function renewed(id: string): string {
	if (/^\d{6,}$/.test(id)) return String(randomInt(1, 9)) + randomText(id.length - 1, '0123456789');
	if (/^(?=.*\d)[A-Za-z0-9_-]{16,}$/.test(id))
		return randomText(id.length, 'abcdefghijklmnopqrstuvwxyz0123456789');
	if (/^\S*\/\S+\.\w+$/.test(id))
		return id.replace(/(\.\w+)$/, `-${randomText(6, '0123456789')}$1`);
	return id;
}

const randomText = (length: number, letters: string): string =>
	Array.from({ length }, () => letters[randomInt(letters.length)]).join('');

/** Changes to a payload; a dot in a name leads into an object or a list. */
export interface Changes {
	/** Values by field name, new ones too. */
	set?: Record<string, unknown>;
	/** Names of fields to leave out. */
	remove?: readonly string[];
}

/** Applies the changes to the payload itself and gives it back. */
export function changePayload(payload: Payload, { set = {}, remove = [] }: Changes): Payload {
	for (const [path, value] of Object.entries(set)) {
		const { holder, name } = locate(payload, path);
		holder[name] = value;
	}
	for (const path of remove) {
		const { holder, name } = locate(payload, path);
		if (Array.isArray(holder)) holder.splice(Number(name), 1);
		else delete holder[name];
	}
	return payload;
}

/** The value of the field, undefined where there is none. */
export function fieldOf(payload: Payload, path: string): unknown {
	const { holder, name } = locate(structuredClone(payload), path);
	return Object.hasOwn(holder, name) ? holder[name] : undefined;
}

function locate(payload: Payload, path: string): { holder: Payload; name: string } {
	const steps = path.split('.');
	const name = steps.pop() as string;
	let holder = payload;
	for (const step of steps) {
		const inner = Object.hasOwn(holder, step) ? holder[step] : undefined;
		if (typeof inner === 'object' && inner !== null) holder = inner as Payload;
		else holder = holder[step] = {};
	}
	return { holder, name };
}

type TimeField = { name: string; unitMs: number };

/** Moves every time of the payload by one span, so that the event happened at `now` (ms). */
function shiftTimes(event: CatalogueEvent, payload: Payload, now: number): void {
	const times = event.fields.flatMap(({ from, type }): TimeField[] => {
		const unit = /^time:(ms|s)/.exec(type)?.[1];
		const value = Number(payload[from]);
		return unit && value > 0 ? [{ name: from, unitMs: unit === 's' ? 1000 : 1 }] : [];
	});
	const reference =
		times.find(({ name }) => name === event.occurredAt?.from) ?? latest(times, payload);
	if (!reference) return;
	const span = floorTo(now, reference.unitMs) - Number(payload[reference.name]) * reference.unitMs;
	for (const { name, unitMs } of times) {
		const moved = Math.floor((Number(payload[name]) * unitMs + span) / unitMs);
		payload[name] = typeof payload[name] === 'string' ? String(moved) : moved;
	}
}

function latest(times: TimeField[], payload: Payload): TimeField | undefined {
	const instant = ({ name, unitMs }: TimeField): number => Number(payload[name]) * unitMs;
	return times.toSorted((a, b) => instant(b) - instant(a))[0];
}

const floorTo = (value: number, unit: number): number => Math.floor(value / unit) * unit;
