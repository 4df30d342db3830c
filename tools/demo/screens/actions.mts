import { openNode, openWorkflow, testId } from '../../n8n/editor/index.mts';
import { ACTION, actionNode, manualStart } from './nodes.mts';
import type { Studio } from './studio.mts';

interface Property {
	name: string;
	type: string;
	default?: unknown;
	options?: Property[];
	displayOptions?: { show?: Record<string, unknown[]> };
}

const TALL = { width: 1440, height: 1900 };

/** Each operation of the action node, with every optional field added. */
export async function shootActions(studio: Studio): Promise<void> {
	const types =
		await studio.client.session.file<Array<{ name: string; properties: Property[] }>>(
			'/types/nodes.json',
		);
	const properties = types.find(
		({ name }) => name === 'n8n-nodes-tencent-lvb.tencentLvb',
	)?.properties;
	if (!properties) throw new Error('n8n does not know the action node');
	const editor = await studio.edit({ size: TALL });
	for (const selector of properties.filter(({ name }) => name === 'operation')) {
		const [resource] = selector.displayOptions?.show?.resource as string[];
		for (const { value: operation } of selector.options as unknown as Array<{ value: string }>) {
			const own = properties.filter(
				({ displayOptions }) =>
					displayOptions?.show?.resource?.includes(resource) &&
					displayOptions.show.operation?.includes(operation),
			);
			const collections = own.filter(({ type }) => type === 'collection');
			const opened = collections.map(({ name, options = [] }) => [
				name,
				Object.fromEntries(options.map((option) => [option.name, option.default])),
			]);
			const parameters = { resource, operation, ...Object.fromEntries(opened) };
			const { id } = await studio.keep(`Action ${resource} ${operation}`, [
				...[manualStart, actionNode(studio, parameters)],
			]);
			await openWorkflow(editor, id);
			await openNode(editor, ACTION);
			await studio.shoot(testId(editor.page, 'node-parameters'), `action-${resource}-${operation}`);
		}
	}
}
