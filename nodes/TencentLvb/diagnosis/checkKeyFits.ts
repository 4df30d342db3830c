import type { SlotName } from '../../callback';
import type { Template } from '../../callbackTemplate/account';
import { addressesIn } from '../../callbackTemplate/addressesIn';
import { askAddress } from '../../callbackTemplate/askAddress';
import type { AddressAnswer } from '../../callbackTemplate/askAddress';
import { labelOfSlot, WRITE_ONLY_SLOT } from '../../callbackTemplate/slots';
import { readNote } from '../../callbackTemplate/templateNote';
import { isTestAddress, isWebAddress } from './checkAddress';
import type { Ask } from './checkAddress';
import { failed, ok, warning } from './finding';
import type { Finding } from './finding';
import type { Subject } from './subject';

const CHECK = 'keyFits';

/**
 * Asks each trigger that the template sends to whether it takes what is signed with the template's
 * key: several workflows may share a template, each with keys of its own.
 *
 * Only addresses in the template are asked, and of these only ones of this n8n and the one that the
 * user names: Tencent sends them callbacks signed with this key anyway, so that a probe tells them
 * nothing new. Any other address, one that was merely entered, could use what it learns to sign
 * events of its own for the time that the signature counts.
 */
export async function checkKeyFits(
	{ context, isOwn, webhookUrl }: Subject,
	{ template, ask }: { template: Template; ask: Ask },
): Promise<Finding[]> {
	if (template.key === '') return [];
	const addresses = addressesIn(template)
		.filter((address) => isOwn(address) || address === webhookUrl)
		.filter((address) => isWebAddress(address) && !isTestAddress(address));
	return await Promise.all(
		addresses.map(async (address) => {
			// What is no trigger gets no signature.
			const answer = await ask(address);
			const signed =
				answer.kind === 'trigger'
					? await askAddress(context, address, { key: template.key })
					: answer;
			return findingOf(address, signed, template);
		}),
	);
}

function findingOf(address: string, answer: AddressAnswer, template: Template): Finding {
	const who = `The trigger at ${address} (for ${eventsOf(address, template)})`;
	if (answer.kind === 'keyFits') return ok(CHECK, `${who} takes the callback key of the template.`);
	if (answer.kind === 'trigger') {
		return failed(
			CHECK,
			`${who} does not take the callback key of the template "${template.name}" (${template.id}), so it refuses every event.`,
			HOW_TO_CHANGE,
		);
	}
	return warning(
		CHECK,
		`${who} does not answer, so whether it takes the callback key of the template is not known.`,
		`Run 'Diagnose' with ${address} as 'Webhook URL' to learn what answers there.`,
	);
}

const HOW_TO_CHANGE =
	"Open the address in a browser: the page names the workflow. Where its trigger takes the key from a 'Tencent LVB Callback API' credential, enter the template's key there under 'Callback Key' and the former one under 'Previous Callback Key'. Otherwise deactivate that workflow and activate it again, which reads the template's key.";

/** The events that go to an address, in the words of the panel. */
function eventsOf(address: string, { slots, description }: Template): string {
	const held = Object.entries(slots).filter(([, url]) => url === address);
	const names = held.map(([slot]) => slot as SlotName);
	if (readNote(description).recordingStatusUrl === address) names.push(WRITE_ONLY_SLOT);
	return [...new Set(names)].map((slot) => `'${labelOfSlot(slot)}'`).join(', ');
}
