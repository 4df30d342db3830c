export { fromN8n } from './n8nModules.mts';
export { connectPostgres, type PostgresClient } from './postgres.mts';
export { postgresPrograms, privatePostgres, type PrivatePostgres } from './privatePostgres.mts';
export { hasRedis, privateRedis } from './privateRedis.mts';
export { startRoundRobin, type RoundRobin } from './roundRobin.mts';
export type { Server } from './server.mts';
export { queueSettings } from './settings.mts';
