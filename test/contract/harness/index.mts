export { createBench, type Bench, type BenchOptions, type Delivered } from './bench.mts';
export { credentialTypes, nodeTypes } from './builtPackage.mts';
export type { Credentials } from './credentialStore.mts';
export { runInEngine, type EngineRun } from './engineRun.mts';
export { ExpressResponse, type UnreadRequest, type WebhookRequest } from './httpExchange.mts';
export { logs, type LogLine } from './logs.mts';
export { isOldestCore, workflowModule } from './n8nCore.mts';
export { callback, eventKeys, inMinutes, KEY, signOf } from './callback.mts';
export { watch } from './watch.mts';
