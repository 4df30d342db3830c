import { readChineseWords } from '../chineseWords.mts';
import type { CatalogueEvent } from '../events.mts';
import type { Generator } from '../generator.mts';
import { markdownTable } from '../markdownTable.mts';
import { chineseRetriesSentence, repeated, retriesSentence } from '../retries.mts';

const HEAD = ['Event', 'Tencent repeats it', 'A repetition is told from another event by'];

/** How often Tencent repeats a callback, and how a repetition is known, for those who read. */
export const generator: Generator = {
	name: 'repetitions',
	async generate(catalogue) {
		const { events } = catalogue;
		const chinese = await readChineseWords(catalogue);
		const labelOf = ({ key, label }: CatalogueEvent) => chinese.events[key]?.[0] ?? label;
		const sentence = retriesSentence(events);
		const byLabel = [...events].sort((a, b) => (a.label < b.label ? -1 : 1));
		const table = markdownTable(HEAD, byLabel.map(cellsOf));
		return [
			{ path: 'README.md', marker: 'repetitions', content: `${sentence}\n\n${table}` },
			{ path: 'docs/troubleshooting.md', marker: 'retries', content: sentence },
			{
				path: 'docs/zh-CN.md',
				marker: 'retries',
				content: chineseRetriesSentence(events, labelOf),
			},
		];
	},
};

function cellsOf({ label, retries, intervalSeconds, proof }: CatalogueEvent): string[] {
	const often = retries === null ? 'not documented' : repeated({ retries, intervalSeconds });
	return [label, often, proofCell(proof)];
}

function proofCell(proof: CatalogueEvent['proof']): string {
	if (proof.length === 0) return 'nothing: each delivery starts the workflow';
	const names = (withPayload: boolean) =>
		proof
			.filter((part) => (part.withPayload === true) === withPayload)
			.map(({ from }) => `\`${from}\``)
			.join(' or ');
	const [alone, together] = [names(false), names(true)];
	const rest = together && `${together}, where all else is the same`;
	return [alone, rest].filter(Boolean).join('; ');
}
