import type { Phase } from './events.mts';
import type { World } from './stage.mts';

/**
 * One text for all worlds that differ in the numbers of templates, in keys made at random and in the
 * moments at which these were replaced only.
 */
export function nameOf(phase: Phase, { holdings, node, other }: World): string {
	const { templates, rules } = holdings;
	const text = JSON.stringify([
		phase,
		templates,
		rules.map(({ DomainName, AppName, TemplateId }) => [DomainName, AppName, TemplateId]),
		node.stored,
		phase === 'failing' ? node.live : null,
		other.stored,
	]);
	return renumber(
		renumber(text.replace(/(?<="until":)\d+/g, '0'), /(?<!\d)1\d{3}(?!\d)/g, '#'),
		/(?<=allbackKey":")\w{32}(?=")/g,
		'*',
	);
}

function renumber(text: string, pattern: RegExp, mark: string): string {
	const order = new Map<string, string>();
	return text.replace(pattern, (found) => {
		const known = order.get(found) ?? `${mark}${order.size}`;
		order.set(found, known);
		return known;
	});
}
