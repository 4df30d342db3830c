import { requireFromCore } from './n8nCore.mts';
import { watch } from './watch.mts';

export interface LogLine {
	level: string;
	message: string;
	meta: Record<string, unknown>;
}

/** Every line that a node wrote through `this.logger`, in order; tests empty it themselves. */
export const logs: LogLine[] = [];

const record =
	(level: string) =>
	(message: string, meta: Record<string, unknown> = {}) => {
		logs.push({ level, message, meta });
		watch.see('log line', { message, meta });
	};

const logger: Record<string, unknown> = {};
for (const level of ['error', 'warn', 'info', 'debug']) logger[level] = record(level);
logger.scoped = () => logger;

const { Container } = requireFromCore('@n8n/di') as {
	Container: { set(type: unknown, value: unknown): void };
};
const { Logger } = requireFromCore('@n8n/backend-common') as { Logger: unknown };
Container.set(Logger, logger);
