import { EVENT_KEYS, type EventEntry, EVENTS } from '../../callback/generated/events';
import { slotOn, type Template, WRITE_ONLY_SLOT } from '../../callbackTemplate/account';
import { isNameOf, readNote } from '../../callbackTemplate/ownership';
import { reaches, sharersIn } from '../../callbackTemplate/sharers';
import {
	CHECKS,
	failed,
	type Finding,
	listed,
	ok,
	pairOf,
	type Subject,
	warning,
	type WhoIs,
} from './finding';

/** An event with the address that it goes to: empty for none, undefined where nobody but Tencent knows. */
interface Sent {
	event: EventEntry;
	address: string | undefined;
}

/** Where each event goes that this site's API has a slot for, or shows one of. */
export function sentBy(subject: Subject, template: Template): Sent[] {
	// The international site shows slots, too, that it does not let anybody write.
	const isShown = ({ slot }: EventEntry) => slot !== null && template.slots[slot] !== undefined;
	return EVENT_KEYS.map((key) => EVENTS[key])
		.filter((event) => slotOn(event, subject.site) !== null || isShown(event))
		.map((event) => ({ event, address: addressOf(subject, template, event) }));
}

function addressOf(
	{ instanceId }: Subject,
	{ name, slots, description }: Template,
	{ slot }: EventEntry,
): string | undefined {
	if (slot === null) return '';
	if (slot !== WRITE_ONLY_SLOT) return slots[slot] ?? '';
	return isNameOf(instanceId, name) ? (readNote(description).recordingStatusUrl ?? '') : undefined;
}

/** What arrives where it is wanted: at the webhook that was named, else at this n8n. */
export interface Arrival {
	events: number;
	/** Addresses of the workflows that get them. */
	addresses: readonly string[];
}

/** Counts what a template sends to the webhook that was named, or to this n8n. */
export function arrivalOf({ webhookUrl, isOwn }: Subject, sent: readonly Sent[]): Arrival {
	const isWanted = (one: string) => (webhookUrl === '' ? isOwn(one) : one === webhookUrl);
	const wanted = sent
		.map(({ address = '' }) => sharersIn(address).filter(isWanted))
		.filter((addresses) => addresses.length > 0);
	return { events: wanted.length, addresses: [...new Set(wanted.flat())] };
}

/** One finding for each event that goes somewhere, and one for all others. */
export function checkSlots(
	subject: Subject,
	{ sent, whoIs }: { sent: readonly Sent[]; whoIs: WhoIs },
): Finding[] {
	const findings = sent.flatMap(({ event, address }) =>
		address ? checkSlot(event, address, { subject, whoIs }) : [],
	);
	const { webhookUrl } = subject;
	const labelsOf = (wanted: '' | undefined) =>
		sent.filter(({ address }) => address === wanted).map(({ event }) => `'${event.label}'`);
	const [unused, hidden] = [labelsOf(''), labelsOf(undefined)];
	if (arrivalOf(subject, sent).events === 0) {
		findings.unshift(nothingArrives(pairOf(subject), webhookUrl === '' ? 'this n8n' : webhookUrl));
	}
	const others = [
		...(unused.length > 0 ? [`No workflow gets ${unused.join(', ')}.`] : []),
		...(hidden.length > 0 ? [`Where ${hidden.join(', ')} goes, Tencent does not show.`] : []),
	];
	if (others.length > 0) findings.push(ok(CHECKS.otherEvents, others.join(' ')));
	return findings;
}

const nothingArrives = (pair: string, where: string): Finding =>
	failed(
		CHECKS.noEvents,
		`No event of ${pair} is sent to ${where}.`,
		"Select the events under 'Events' of the trigger, and publish its workflow.",
	);

function checkSlot(
	{ label }: EventEntry,
	address: string,
	{ subject: { webhookUrl, isOwn }, whoIs }: { subject: Subject; whoIs: WhoIs },
): Finding {
	const detail = `'${label}' goes to ${listed(whoIs, sharersIn(address))}`;
	if (webhookUrl === '' ? isOwn(address) : reaches(address, webhookUrl)) {
		return ok(label, `${detail}.`);
	}
	if (isOwn(address)) {
		return warning(
			label,
			`${detail}, not to ${webhookUrl}.`,
			"If the workflow there waits for it, too, select it under 'Events' of its trigger and publish it again: the workflows of one n8n share an event.",
		);
	}
	if (webhookUrl === '') {
		return warning(
			label,
			`${detail}, which is not this n8n.`,
			"If a workflow of this n8n waits for it, enter the trigger's production URL as 'Webhook URL' and run this again.",
		);
	}
	return failed(
		label,
		`${detail}. It does not reach the webhook.`,
		"Remove that address in the Tencent console, or set 'If the Domain Is Already in Use' of the trigger to 'Take It Over', after which nobody else gets events of this domain, and publish the workflow again.",
	);
}
