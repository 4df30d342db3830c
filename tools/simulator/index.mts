export { startSimulator } from './startSimulator.mts';
export type { Simulator } from './simulator.mts';
export { FAKE_KEYS, type SimulatorOptions } from './options.mts';
export {
	ruleKey,
	streamKey,
	type Account,
	type Domain,
	type Rule,
	type Stream,
} from './account/account.mts';
export type { Seed } from './account/seed.mts';
export { URL_SLOTS, type Template, type UrlSlot } from './account/template.mts';
export type { Delivery } from './callbacks/delivery.mts';
export type { DeliverOptions } from './callbacks/deliver.mts';
export type { Attempt } from './callbacks/post.mts';
export type { PublishOptions } from './callbacks/publish.mts';
export { signCallback } from './callbacks/signCallback.mts';
export type { Inbox, InboxEntry } from './inbox.mts';
export type { Fault, Faults, FaultSpec } from './liveApi/faults.mts';
export type { Guesses } from './liveApi/handler.mts';
export type { RecordedRequest } from './liveApi/liveApi.mts';
export type { RateLimit } from './liveApi/rateLimit.mts';
export type { PlayedStep } from './scenario/play.mts';
