/** Everything about callbacks that needs no n8n: authenticate, decode, identify, answer. */
export * from './answer';
export * from './authenticate';
export * from './callbackKey';
export { nestingOf, TOO_DEEP } from './nestingOf';
export { readPayload, readStrangersPayload } from './readPayload';
export { decodeCallback, type DecodeOptions } from './decodeCallback';
export { denialWords, otherProductWords, type DenialWords } from './denialWords';
export { deliveryIdOf, isProven } from './deliveryIdOf';
export type { EventEntry } from './eventEntry';
export { eventOf } from './eventOf';
export { freshenTimes } from './freshenTimes';
export {
	EVENTS,
	EVENT_KEYS,
	EVENT_OPTIONS,
	OUTPUT_NAMES,
	SLOT_NAMES,
	type EventKey,
	type SlotName,
} from './generated/events';
export { EXPIRY_TOLERANCE_SECONDS, toleranceOf } from './expiryTolerance';
export type * from './generated/items';
export type { ItemFrame, StreamParams } from './itemFrame';
export { outputOf } from './outputOf';
export { samplePayload } from './samplePayload';
export { streamNameOf } from './streamNameOf';
export * from './testCallbackKey';
