import type { Catalogue } from '../catalogue.mts';
import type { Generator } from '../generator.mts';
import { markdownTable } from '../markdownTable.mts';

type Code = { category: string; meaning: string; nextStep: string };
type Refusals = { codes: Record<string, Code>; oftenMet: string[] };

const HEAD = ['What n8n says', 'What to do', "Tencent's code"];

/** Tencent's refusals in the words that the nodes use: the usual ones in the README, all in the docs. */
export const generator: Generator = {
	name: 'tables of refusals',
	async generate(catalogue) {
		const { codes, oftenMet } = await readRefusals(catalogue);
		return [
			{ path: 'README.md', marker: 'refusals', content: tableOf(oftenMet, codes) },
			{
				path: 'docs/troubleshooting.md',
				marker: 'refusals',
				content: tableOf(Object.keys(codes).sort(), codes),
			},
		];
	},
};

async function readRefusals(catalogue: Catalogue): Promise<Refusals> {
	const refusals = await catalogue.readJson<Refusals>('refusals.json');
	const strange = refusals.oftenMet.filter((code) => !(code in refusals.codes));
	if (strange.length > 0) throw new Error(`refusals.json: oftenMet names ${strange.join(', ')}`);
	return refusals;
}

/** One row for the codes that are told in the same words. */
function tableOf(names: string[], codes: Record<string, Code>): string {
	const rows = new Map<string, { code: Code; names: string[] }>();
	for (const name of names) {
		const code = codes[name];
		const words = `${code.meaning} ${code.nextStep}`;
		const row = rows.get(words) ?? { code, names: [] };
		row.names.push(`\`${name}\``);
		rows.set(words, row);
	}
	return markdownTable(
		HEAD,
		[...rows.values()].map(({ code, names: all }) => [code.meaning, code.nextStep, all.join(', ')]),
	);
}
