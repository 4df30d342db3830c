// Lets Node itself run the sources in `nodes`: they name each other without extension, and n8n-workflow
// has no entry for imports that Node could load. Jest, where it runs them, does without.
import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

const NODES = new URL('../../../nodes/', import.meta.url).href;
const N8N_WORKFLOW = createRequire(import.meta.url).resolve('n8n-workflow');

registerHooks({
	resolve(name, context, resolve) {
		if (!context.parentURL?.startsWith(NODES)) return resolve(name, context);
		if (name === 'n8n-workflow') return resolve(pathToFileURL(N8N_WORKFLOW).href, context);
		if (!name.startsWith('.') || name.endsWith('.ts')) return resolve(name, context);
		return resolve(`${name}.ts`, context);
	},
	load: (url, context, load) =>
		load(url, url.startsWith(NODES) ? { ...context, format: 'module-typescript' } : context),
});
