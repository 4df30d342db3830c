/** Where a server listens. */
export interface Address {
	host: string;
	port: number;
}

export interface QueueServers {
	postgres: Address & { user: string; database: string };
	redis: Address;
	/** Of every key in Redis, so that several n8n can share one; n8n's own unless given. */
	prefix?: string;
}

/** The environment that main, webhook processors and workers of one n8n have in common. */
export function queueSettings({ postgres, redis, prefix }: QueueServers): Record<string, string> {
	return {
		EXECUTIONS_MODE: 'queue',
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: postgres.host,
		DB_POSTGRESDB_PORT: String(postgres.port),
		DB_POSTGRESDB_USER: postgres.user,
		DB_POSTGRESDB_DATABASE: postgres.database,
		QUEUE_BULL_REDIS_HOST: redis.host,
		QUEUE_BULL_REDIS_PORT: String(redis.port),
		...(prefix && { QUEUE_BULL_PREFIX: prefix, N8N_REDIS_KEY_PREFIX: prefix }),
	};
}
