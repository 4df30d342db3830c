/**
 * How things are set: as n8n and Redis come, behind no proxy or one that asks nobody, or as
 * `examples/queue-mode` sets them, where the proxy asks each n8n whether it is ready.
 */
export type Settings = 'default' | 'advised';

/** What `examples/queue-mode` sets beside the addresses of the servers, in every process of n8n. */
export const ADVISED = {
	// Connections to PostgreSQL of each process; 2 by default, and an event takes many transactions.
	DB_POSTGRESDB_POOL_SIZE: '10',
	// Minutes between two looks for executions that no worker has; 180 by default.
	N8N_EXECUTIONS_QUEUE_RECOVERY_INTERVAL: '1',
	// How many unfinished executions one look covers; 100 by default.
	N8N_EXECUTIONS_QUEUE_RECOVERY_BATCH: '10000',
};

/** On main only: webhooks are the webhook processors' work. */
export const MAIN_ONLY = { N8N_DISABLE_PRODUCTION_MAIN_PROCESS: 'true' };

/** Jobs that a worker runs at a time. */
export const WORKER_CONCURRENCY = 10;

export const WEBHOOK_PROCESSORS = 2;
export const WORKERS = 2;
