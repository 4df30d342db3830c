import { readFileSync } from 'node:fs';

import type { Delivery } from './callbacks/send.mts';
import type { InboxEntry } from './server.mts';

/** A button of the page: what a person lets happen, and the event that follows. */
const BUTTONS: ReadonlyArray<{ event: string; text: string }> = [
	{ event: 'streamBegin', text: 'Start the stream' },
	{ event: 'streamEnd', text: 'End it, for this reason' },
	{ event: 'recordingFile', text: 'A recording is ready' },
	{ event: 'snapshot', text: 'A screenshot is ready' },
	{ event: 'imageModeration', text: 'Moderation flags a picture' },
];

interface Cause {
	code: number;
	reason: string;
	outcome: string;
}

const CAUSES = new URL('../../catalogue/interruptions.json', import.meta.url);

/** Reasons for which a stream ends, by Tencent's code. */
const causes = (JSON.parse(readFileSync(CAUSES, 'utf8')) as { codes: Cause[] }).codes;

/** The reason that is chosen unless a person chooses another: the broadcaster stops. */
const USUAL = 1;

/** What a person let happen on the page, and what became of it. */
export interface Happening {
	/** ms */
	at: number;
	/** Name of the event, as the trigger shows it. */
	label: string;
	place: string;
	/** Empty where no workflow asks for the event. */
	deliveries: Pick<Delivery, 'status' | 'error'>[];
	/** Why it could not happen. */
	refusal?: string;
}

/** What the form of the page asks for. */
export interface Wish {
	event: string;
	domain: string;
	appName: string;
	streamName: string;
	set: Record<string, unknown>;
}

/**
 * Reads the form.
 * @throws Error where a field is missing or of no known value
 */
export function readWish(form: URLSearchParams): Wish {
	const event = form.get('event') ?? '';
	if (!BUTTONS.some((button) => button.event === event)) throw new Error('Choose a button.');
	const streamName = (form.get('stream') ?? '').trim();
	if (streamName === '') throw new Error("'Stream name' is empty.");
	const [domain, appName, ...rest] = (form.get('place') ?? '').split('/');
	if (!domain || appName === undefined || rest.length > 0) throw new Error('Choose a push domain.');
	const cause = causes.find(({ code }) => String(code) === form.get('cause'));
	if (event === 'streamEnd' && !cause) throw new Error('Choose a reason.');
	const set = cause ? { errcode: cause.code, errmsg: cause.reason } : {};
	return { event, domain, appName, streamName, set: event === 'streamEnd' ? set : {} };
}

const STYLE = `
:root { color-scheme: light; }
body { margin: 0; background: #f4f5f7; color: #1c2430; font: 16px/1.45 system-ui, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 1.25rem 1rem 2rem; }
.columns { display: grid; gap: 1rem 2rem; grid-template-columns: repeat(auto-fit, minmax(min(20rem, 100%), 1fr)); }
h1 { font-size: 1.6rem; margin: 0 0 .25rem; } h2 { font-size: 1.1rem; margin: 0 0 .5rem; }
form, .box { background: #fff; border: 1px solid #d9dde4; border-radius: .6rem; padding: 1rem; }
label { display: block; font-weight: 600; margin-top: .75rem; }
input, select, button { font: inherit; box-sizing: border-box; width: 100%; padding: .5rem; margin-top: .25rem; border: 1px solid #7a8494; border-radius: .4rem; background: #fff; color: inherit; }
button { background: #0757b8; border-color: #0757b8; color: #fff; text-align: left; cursor: pointer; margin-top: .5rem; }
:focus-visible { outline: 3px solid #f4a259; outline-offset: 2px; }
iframe { width: 100%; height: 34rem; border: 0; }
article { background: #fff; border: 1px solid #d9dde4; border-radius: .6rem; padding: .6rem .9rem; margin: 0 0 .6rem; overflow-wrap: anywhere; }
.said { font-size: 1.05rem; margin: .1rem 0; white-space: pre-wrap; }
.small { color: #566072; font-size: .875rem; margin: 0; } .bad { color: #a40e26; }
`;

/** A text in HTML; whatever comes from outside goes through this. */
export const text = (value: unknown): string =>
	String(value).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const page = (title: string, body: string, head = ''): string =>
	`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${head}<title>${title}</title><style>${STYLE}</style></head><body>${body}</body></html>`;

/** The page on which a person lets things happen; `places` are those that events can be sent for. */
export function studioPage(places: readonly string[], chosen: Partial<Wish> = {}): string {
	const place = chosen.domain ? `${chosen.domain}/${chosen.appName}` : places[0];
	const all = [...new Set([place, ...places])];
	const options = (list: { value: string; label: string }[], selected: string) =>
		list
			.map(
				({ value, label }) =>
					`<option value="${text(value)}"${value === selected ? ' selected' : ''}>${text(label)}</option>`,
			)
			.join('');
	const buttons = BUTTONS.map(
		({ event, text: words }) =>
			`<button type="submit" name="event" value="${event}">${words}</button>`,
	).join('');
	const reasons = causes.map(({ code, reason, outcome }) => ({
		value: String(code),
		label: outcome === 'fault' ? `${reason} (a fault)` : reason,
	}));
	const cause = String(chosen.set?.errcode ?? USUAL);
	return page(
		'Let something happen',
		`<main><h1>Let something happen</h1>
<p>This page stands in for Tencent Cloud. What you let happen is reported to the workflows that are published, as Tencent would.</p>
<div class="columns">
<form method="post" action="/studio"><h2>The stream</h2>
<label for="stream">Stream name</label><input id="stream" name="stream" value="${text(chosen.streamName ?? 'room-42')}" required autocomplete="off">
<label for="place">Push domain and app name</label><select id="place" name="place">${options(
			all.map((value) => ({ value, label: value })),
			place,
		)}</select>
<label for="cause">Reason, where it ends</label><select id="cause" name="cause">${options(reasons, cause)}</select>
<div role="group" aria-label="What happens">${buttons}</div></form>
<section><h2>What came of it</h2><p class="small">Newest first. Messages of your workflows arrive here while their address is that of the simulator.</p>
<iframe src="/studio/log" title="What happened, and the messages of your workflows"></iframe></section>
</div></main>`,
	);
}

interface Log {
	happenings: readonly Happening[];
	inbox: ReadonlyMap<string, InboxEntry[]>;
}

const SHOWN = 40;

/** What happened and what workflows posted, newest first; draws itself anew every two seconds. */
export function logPage({ happenings, inbox }: Log): string {
	const posted = [...inbox].flatMap(([name, entries]) =>
		entries.map(({ at, body, bytes, headers }) => ({
			at,
			html: `<p class="small">${clock(at)} A workflow posted to <b>${text(name)}</b></p><p class="said">${text(
				sentenceOf(body) ?? `${bytes.length} bytes, ${String(headers['content-type'])}`,
			)}</p>`,
		})),
	);
	const happened = happenings.map((one) => ({
		at: one.at,
		html: `<p class="small">${clock(one.at)} ${text(one.label)}: ${text(one.place)}</p>${outcomeOf(one)}`,
	}));
	const all = [...posted, ...happened].sort((a, b) => b.at - a.at).slice(0, SHOWN);
	const list = all.map(({ html }) => `<article>${html}</article>`).join('');
	const nothing = '<p class="small">Nothing yet. Press a button.</p>';
	return page('What came of it', list || nothing, '<meta http-equiv="refresh" content="2">');
}

function outcomeOf({ refusal, deliveries, label }: Happening): string {
	if (refusal !== undefined) return `<p class="said bad">It could not happen: ${text(refusal)}</p>`;
	if (deliveries.length === 0) {
		return `<p class="said bad">Nobody was told: no published workflow has '${text(label)}' selected for this push domain and app.</p>`;
	}
	return deliveries
		.map(({ status, error }) =>
			status === 200
				? '<p class="said">n8n took it (200).</p>'
				: `<p class="said bad">n8n did not take it: ${text(status ?? error ?? 'no answer')}</p>`,
		)
		.join('');
}

/** The sentence of a message in whatever form it was posted, or all of its JSON. */
function sentenceOf(body: unknown): string | undefined {
	if (typeof body === 'string') return /^[\t\n\r -~\u00a0-\uffef]*$/u.test(body) ? body : undefined;
	const { text: said, content } = (body ?? {}) as { text?: unknown; content?: unknown };
	for (const value of [said, content]) {
		if (typeof value === 'string') return value;
		const inner = value as { content?: unknown; text?: unknown } | null | undefined;
		if (typeof inner?.content === 'string') return inner.content;
		if (typeof inner?.text === 'string') return inner.text;
	}
	return JSON.stringify(body, null, 1);
}

const clock = (at: number): string => new Date(at).toISOString().slice(11, 19) + ' UTC';
