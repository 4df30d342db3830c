import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import type { ICredentialType, INodeType } from 'n8n-workflow';

const require = createRequire(import.meta.url);
const root = new URL('../../../', import.meta.url).pathname;
const { n8n } = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
	n8n: { nodes: string[]; credentials: string[] };
};

export type NodeName = 'tencentLvbTrigger' | 'tencentLvb';
export type CredentialName = 'tencentCloudApi' | 'tencentLvbCallbackApi';

/** Loads a class of the built package the way n8n does: by the path in the `n8n` block. */
function load<T>(path: string): T {
	if (!existsSync(root + path)) {
		throw new Error(`${path} is not built: run "npx n8n-node build" first`);
	}
	const className = path.replace(/^.*\//, '').replace(/\.(node|credentials)\.js$/, '');
	const Class = (require(root + path) as Record<string, new () => T>)[className];
	return new Class();
}

const byName = <T extends { name: string }>(list: T[]) =>
	Object.fromEntries(list.map((entry) => [entry.name, entry]));

/** The package's node types, by type name. */
export const nodeTypes = Object.fromEntries(
	n8n.nodes.map((path) => {
		const nodeType = load<INodeType>(path);
		return [nodeType.description.name, nodeType];
	}),
) as Record<NodeName, INodeType>;

/** The package's credential types, by type name. */
export const credentialTypes = byName(n8n.credentials.map(load<ICredentialType>)) as Record<
	CredentialName,
	ICredentialType
>;
