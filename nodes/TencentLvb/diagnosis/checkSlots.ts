import { EVENTS, EVENT_KEYS } from '../../callback';
import type { EventEntry } from '../../callback';
import type { Template } from '../../callbackTemplate/account';
import { WRITE_ONLY_SLOT } from '../../callbackTemplate/slots';
import { isNameOf, readNote } from '../../callbackTemplate/templateNote';
import { failed, ok, warning } from './finding';
import type { Finding } from './finding';
import type { Subject } from './subject';

/** Says for each event that Tencent can send on this site where it goes. */
export function checkSlots(subject: Subject, template: Template): Finding[] {
	return EVENT_KEYS.map((key) => EVENTS[key])
		.filter((event) => event.slot !== null)
		.filter((event) => subject.site === 'china' || !event.chinaOnly)
		.map((event) => checkSlot(event, addressOf(subject, template, event), subject));
}

/** Undefined where nobody but Tencent knows. */
function addressOf(
	{ instanceId }: Subject,
	{ name, slots, description }: Template,
	{ slot }: EventEntry,
): string | undefined {
	if (slot === null) return '';
	if (slot !== WRITE_ONLY_SLOT) return slots[slot] ?? '';
	return isNameOf(instanceId, name) ? (readNote(description).recordingStatusUrl ?? '') : undefined;
}

function checkSlot(
	{ key, label }: EventEntry,
	address: string | undefined,
	{ webhookUrl, isOwn }: Subject,
): Finding {
	const check = `slot.${key}`;
	if (address === undefined) {
		return warning(
			check,
			`Tencent does not show where '${label}' goes.`,
			'Look in the Tencent console, under Live Stream Callback.',
		);
	}
	if (address === '') {
		return warning(
			check,
			`'${label}' goes nowhere.`,
			"If a workflow waits for it, select it under 'Events' of the trigger and activate it again.",
		);
	}
	const whose = isOwn(address) ? ' (this n8n)' : '';
	const detail = `'${label}' goes to ${address}${whose}.`;
	if (webhookUrl === '' ? isOwn(address) : address === webhookUrl) return ok(check, detail);
	if (webhookUrl === '' || isOwn(address)) {
		return warning(
			check,
			detail,
			'Each event goes to one address only: check that it is the one that waits for it.',
		);
	}
	return failed(
		check,
		`${detail} It does not reach the webhook.`,
		"Free the slot in the Tencent console, or set 'Existing Template' of the trigger to 'Replace', and activate the workflow again.",
	);
}
