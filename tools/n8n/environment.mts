import { delimiter, dirname } from 'node:path';
import { hasModule, nodeForN8n } from './paths.mts';

export interface EnvironmentOptions {
	/** n8n keeps everything in the folder `.n8n` below it. */
	userFolder: string;
	port: number;
	/** Port of the task broker. n8n's default is fixed, so a second n8n would collide. */
	brokerPort: number;
	extra?: Record<string, string>;
}

/** The whole environment of an n8n that keeps to this machine, says little and calls nobody. */
export function environment({ userFolder, port, brokerPort, extra }: EnvironmentOptions) {
	return {
		PATH: [dirname(nodeForN8n()), process.env.PATH].join(delimiter),
		HOME: userFolder,
		N8N_USER_FOLDER: userFolder,
		N8N_ENCRYPTION_KEY: 'only-for-trying-out-and-tests',
		N8N_PORT: String(port),
		N8N_LISTEN_ADDRESS: '127.0.0.1',
		N8N_HOST: '127.0.0.1',
		WEBHOOK_URL: `http://127.0.0.1:${port}/`,
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		// Login over plain http.
		N8N_SECURE_COOKIE: 'false',
		N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: 'false',
		...QUIET,
		// Asks n8n's own server for a list at every start.
		...(hasModule('mcp-registry') && { N8N_DISABLED_MODULES: 'mcp-registry' }),
		NODE_ENV: 'production',
		GENERIC_TIMEZONE: 'UTC',
		...extra,
	};
}

const QUIET = {
	N8N_DIAGNOSTICS_ENABLED: 'false',
	N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
	N8N_TEMPLATES_ENABLED: 'false',
	N8N_PERSONALIZATION_ENABLED: 'false',
	N8N_HIRING_BANNER_ENABLED: 'false',
	N8N_VERIFIED_PACKAGES_ENABLED: 'false',
	N8N_LICENSE_AUTO_RENEW_ENABLED: 'false',
	EXTERNAL_FRONTEND_HOOKS_URLS: '',
	N8N_LOG_LEVEL: 'info',
};
