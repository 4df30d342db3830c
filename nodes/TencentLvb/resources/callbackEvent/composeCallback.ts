import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { operationError } from '../../../liveApi/exception';
import { EVENTS, freshenTimes, readPayload, samplePayload, signCallback } from '../../../callback';
import type { EventKey } from '../../../callback';
import { applyOverrides } from './applyOverrides';

/** Tencent sets `t` this far ahead (Tencent doc 32744). */
const SIGNATURE_LIFE_SECONDS = 600;

/**
 * A callback as if the event had just happened: the catalogue's sample with the field 'Overrides'
 * merged in, and signed. A `t` of the overrides is the one that is signed.
 *
 * @throws NodeOperationError where the event or the overrides are none.
 */
export function composeCallback(
	context: IExecuteFunctions,
	event: EventKey,
	{ key, itemIndex }: { key: string; itemIndex: number },
): IDataObject {
	if (!Object.hasOwn(EVENTS, event)) {
		throw operationError(context.getNode(), `There is no event "${String(event)}"`, {
			description: "Pick one under 'Event'",
			itemIndex,
		});
	}
	const overrides = overridesOf(context, itemIndex);
	const now = Date.now();
	const sample = freshenTimes(samplePayload(event) as IDataObject, now);
	const t = overrides.t ?? Math.floor(now / 1000) + SIGNATURE_LIFE_SECONDS;
	return applyOverrides({ ...sample, t, sign: signCallback(key, t as number) }, overrides);
}

function overridesOf(context: IExecuteFunctions, itemIndex: number): IDataObject {
	const given = context.getNodeParameter('overrides', itemIndex, {});
	const read = readPayload(given === '' ? {} : given);
	if (read.ok) return read.payload as IDataObject;
	throw operationError(context.getNode(), `'Overrides' can't be used: ${read.message}`, {
		description: 'Enter a JSON object such as {"stream_id": "room-42", "errmsg": null}',
		itemIndex,
	});
}
