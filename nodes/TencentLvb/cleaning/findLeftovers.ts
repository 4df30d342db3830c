import type { IExecuteFunctions } from 'n8n-workflow';

import { sameId } from '../../callbackTemplate/account';
import type { Found, Rule, Template } from '../../callbackTemplate/account';
import { addressesIn } from '../../callbackTemplate/addressesIn';
import { askAddress } from '../../callbackTemplate/askAddress';
import { isNameOf } from '../../callbackTemplate/templateNote';
import { judgeAddress } from './judgeAddress';
import type { Judged } from './judgeAddress';

/** A template of this n8n that no trigger answers for. */
export interface Leftover {
	template: Template;
	rules: readonly Rule[];
	addresses: readonly Judged[];
	/** Whether n8n itself says of every address that nothing waits there. */
	isCertain: boolean;
}

const MOST_AT_ONCE = 8;

/** Asks every address of this n8n's templates, and gives the templates of which none answers. */
export async function findLeftovers(
	context: IExecuteFunctions,
	{ rules, templates }: Found,
	{ instanceId }: { instanceId: string },
): Promise<Leftover[]> {
	const ours = templates.filter(({ name }) => isNameOf(instanceId, name));
	const judged = await judgeAll(context, [...new Set(ours.flatMap(addressesIn))]);
	return ours
		.map((template) => {
			const addresses = addressesIn(template).flatMap((url) => judged.get(url) ?? []);
			return {
				template,
				rules: rules.filter((rule) => sameId(rule.templateId, template.id)),
				addresses,
				isCertain: addresses.every(({ verdict }) => verdict === 'gone'),
			};
		})
		.filter(({ addresses }) => addresses.every(({ verdict }) => verdict !== 'answers'));
}

async function judgeAll(
	context: IExecuteFunctions,
	urls: readonly string[],
): Promise<Map<string, Judged>> {
	const judged = new Map<string, Judged>();
	for (let at = 0; at < urls.length; at += MOST_AT_ONCE) {
		const batch = urls.slice(at, at + MOST_AT_ONCE).map(async (url) => {
			judged.set(url, judgeAddress(url, await askAddress(context, url)));
		});
		await Promise.all(batch);
	}
	return judged;
}
