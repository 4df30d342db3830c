import type { Member, Shape } from './itemShape.mts';
import { jsDoc, quoted } from './literal.mts';

/** The members of an object type, each with its description. */
export function membersSource(members: Member[]): string {
	return members
		.map(({ name, shape, optional, nullable, description }) => {
			const type = `${typeSource(shape)}${nullable ? ' | null' : ''}`;
			return `${jsDoc(description)}${quoted(name)}${optional ? '?' : ''}: ${type};`;
		})
		.join('\n');
}

function typeSource(shape: Shape): string {
	switch (shape.kind) {
		case 'scalar':
			return shape.types.map((type) => (type === 'integer' ? 'number' : type)).join(' | ');
		case 'params':
			return 'StreamParams';
		case 'list':
			return `Array<${typeSource(shape.members)}>`;
		case 'object':
			return `{\n${membersSource(shape.members)}\n}`;
		default:
			return 'Record<string, unknown>';
	}
}
