import type { Address } from './settings.mts';
import { fromN8n } from './n8nModules.mts';

/** The part of node-postgres that is used. */
export interface PostgresClient {
	connect(): Promise<void>;
	query<T>(text: string): Promise<{ rows: T[] }>;
	end(): Promise<void>;
	on(event: 'error', listener: () => void): void;
}

/** Connects to a database of a server that asks for no password. */
export async function connectPostgres(
	address: Address & { user: string; database: string },
): Promise<PostgresClient> {
	const { Client } = fromN8n('pg') as { Client: new (options: object) => PostgresClient };
	const client = new Client(address);
	// Without a listener, a server that goes away would end this process.
	client.on('error', () => {});
	await client.connect();
	return client;
}
