import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { properties } from '../../../nodes/TencentLvbTrigger/properties.ts';
import { unreadableField } from '../../../nodes/TencentLvbTrigger/settings.ts';

const options = (properties.find(({ name }) => name === 'options')?.options ??
	[]) as INodeProperties[];
const fields = properties.filter(({ type, name }) => type !== 'notice' && name !== 'options');

/** A node that holds every field, of which n8n can't read one. */
const nodeWith = (unreadable: string) =>
	({
		getNode: () => ({
			parameters: {
				...Object.fromEntries(fields.map(({ name }) => [name, 'x'])),
				options: Object.fromEntries(options.map(({ name }) => [name, 'x'])),
			} as IDataObject,
		}),
		getNodeParameter: (path: string) => {
			if (path === unreadable) throw new Error('no');
			return 'x';
		},
	}) as never;

test.each([
	...fields.map(({ name, displayName }) => [name, displayName]),
	...options.map(({ name, displayName }) => [`options.${name}`, displayName]),
])('The field %s is told as %s where its expression can not be evaluated', (path, label) => {
	expect(unreadableField(nodeWith(path))).toBe(`'${label}'`);
});

test('A field that is none of the panel is told by its name, and no field in words', () => {
	const node = (parameters: IDataObject, path = '') =>
		({
			getNode: () => ({ parameters }),
			getNodeParameter: (one: string) => {
				if (one === path) throw new Error('no');
			},
		}) as never;
	expect(unreadableField(node({ former: '={{' }, 'former'))).toBe("'former'");
	expect(unreadableField(node({ appName: 'live' }))).toBe('A field of the trigger');
});
