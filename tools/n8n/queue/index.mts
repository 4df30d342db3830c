export { fromN8n } from './n8nModules.mts';
export { connectPostgres, type PostgresClient } from './postgres.mts';
export { privatePostgres, type PrivatePostgres } from './privatePostgres.mts';
export { privateRedis } from './privateRedis.mts';
export { startRoundRobin, type RoundRobin } from './roundRobin.mts';
export type { Server } from './server.mts';
export { queueSettings } from './settings.mts';
