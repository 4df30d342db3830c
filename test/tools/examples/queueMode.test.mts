import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { queueSettings } from '../../../tools/n8n/queue/servers.mts';
import {
	ADVISED,
	MAIN_ONLY,
	WEBHOOK_PROCESSORS,
	WORKER_CONCURRENCY,
	WORKERS,
} from '../../proofs/faults/faults.mts';
interface Service {
	image: string;
	command?: string | string[];
	restart?: string;
	env_file?: string;
	environment?: Record<string, string>;
	volumes?: string[];
	depends_on?: Record<string, { condition: string }>;
}

const folder = new URL('../../../examples/queue-mode/', import.meta.url);
const text = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const compose = parse(text('compose.yaml'), { merge: true }) as {
	services: Record<string, Service>;
	volumes: Record<string, null>;
};
const { services } = compose;
const names = Object.keys(services);
const processors = names.filter((name) => name.startsWith('webhook-'));
const workers = names.filter((name) => name.startsWith('worker-'));
const n8n = ['main', ...processors, ...workers];

/** What the proof of queue mode runs under, with the compose file's names of the servers. */
const proven = {
	...queueSettings({
		postgres: { host: 'postgres', port: 5432, user: 'n8n', database: 'n8n' },
		redis: { host: 'redis', port: 6379 },
	}),
	...ADVISED,
};

describe('the compose file for queue mode', () => {
	test('has as many processes as the proof under faults', () => {
		expect(processors).toHaveLength(WEBHOOK_PROCESSORS);
		expect(workers).toHaveLength(WORKERS);
	});

	test.each(n8n)('sets %s as the proof sets it', (name) => {
		expect(services[name].environment).toMatchObject(proven);
		expect(services[name].restart).toBe('always');
	});

	test.each(n8n)('lets %s make isolates only where an expression needs one', (name) => {
		expect(services[name].environment).toMatchObject({
			N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true',
		});
	});

	test.each(n8n)('gives %s the same version, secrets and packages as main', (name) => {
		const { image, env_file, volumes } = services[name];

		expect({ image, env_file, volumes }).toEqual({
			image: `docker.n8n.io/n8nio/n8n:${pinnedVersion()}`,
			env_file: '.env',
			volumes: ['packages:/home/node/.n8n/nodes'],
		});
		expect(services[name].depends_on).toHaveProperty('packages', {
			condition: 'service_completed_successfully',
		});
	});

	test('keeps webhooks away from main alone', () => {
		const others = [...processors, ...workers].map((name) => services[name].environment);

		expect(services.main.environment).toMatchObject(MAIN_ONLY);
		for (const environment of others) {
			expect(Object.keys(environment!)).not.toContain(Object.keys(MAIN_ONLY)[0]);
		}
	});

	test('starts each kind of process by its command', () => {
		const commandOf = (name: string) => services[name].command;

		expect(processors.map(commandOf)).toEqual(processors.map(() => 'webhook'));
		expect(workers.map(commandOf)).toEqual(
			workers.map(() => `worker --concurrency=${WORKER_CONCURRENCY}`),
		);
	});

	test('lets Redis write each change to disk', () => {
		expect(services.redis.command).toContain('--appendonly yes');
		expect(services.redis.volumes).toEqual(['redis:/data']);
	});

	test('sends webhooks to the webhook processors that are ready, in turn, and the rest to main', () => {
		const caddyfile = text('Caddyfile');

		expect(caddyfile).toContain(`reverse_proxy @webhooks ${upstreams(processors)} {`);
		expect(caddyfile).toContain('lb_policy round_robin');
		expect(caddyfile).toContain('health_uri /healthz/readiness');
		expect(caddyfile).toContain('health_status 200');
		expect(caddyfile).toContain(`reverse_proxy ${upstreams(['main'])}\n`);
	});

	test('takes no secret and no name that .env.example does not ask for', () => {
		const used = [...text('compose.yaml').matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
		const asked = [...text('.env.example').matchAll(/^(\w+)=/gm)].map(([, name]) => name);

		expect(new Set([...used, 'N8N_ENCRYPTION_KEY'])).toEqual(new Set(asked));
		expect(text('.env.example')).toMatch(/^N8N_ENCRYPTION_KEY=$/m);
		expect(text('.env.example')).toMatch(/^DB_POSTGRESDB_PASSWORD=$/m);
	});

	test('names every volume that it mounts', () => {
		const mounted = Object.values(services)
			.flatMap(({ volumes = [] }) => volumes)
			.map((volume) => volume.split(':')[0])
			.filter((name) => !name.startsWith('.'));

		expect(new Set(mounted)).toEqual(new Set(Object.keys(compose.volumes)));
	});
});

const upstreams = (services: string[]) => services.map((name) => `${name}:5678`).join(' ');

function pinnedVersion(): string {
	const path = new URL('../../../tools/n8n/pinned/n8n/package.json', import.meta.url);
	return (JSON.parse(readFileSync(path, 'utf8')) as { dependencies: { n8n: string } }).dependencies
		.n8n;
}
