import type { IExecuteFunctions } from 'n8n-workflow';

import { siteOf, type Site } from '../../liveApi';
import type { Body } from './readBody';
import { refuseInput } from './refuseInput';
import type { OperationSpec, ParameterSpec } from './spec';
import { tencentName } from './tencentName';

/**
 * Lets through what the site of the credential knows.
 *
 * @throws NodeOperationError that names what only the China site has.
 */
export async function assertSite(
	context: IExecuteFunctions,
	spec: OperationSpec,
	{ body, itemIndex }: { body: Body; itemIndex: number },
): Promise<void> {
	const labels = chinaOnlyLabels(spec.parameters, body);
	if (!spec.chinaOnly && labels.length === 0) return;
	if ((await knownSite(context)) !== 'international') return;
	const [what, nextStep] = spec.chinaOnly
		? [`The operation '${spec.name}' is there`, 'Choose another operation']
		: [`${labels.map((label) => `'${label}'`).join(', ')} can be set`, 'Leave it empty'];
	throw refuseInput(
		context,
		{
			message: `${what} on Tencent's China site only`,
			nextStep: `${nextStep}, or a credential whose 'Site' is China where the account is one of that site.`,
		},
		{ itemIndex },
	);
}

// Without a credential, the call itself says what is to be done.
async function knownSite(context: IExecuteFunctions): Promise<Site | undefined> {
	try {
		return await siteOf(context);
	} catch {
		return undefined;
	}
}

function chinaOnlyLabels(parameters: readonly ParameterSpec[], body: Body): string[] {
	return parameters.flatMap(({ name, label, chinaOnly, members = [] }) => {
		const value = body[tencentName(name)];
		if (value === undefined) return [];
		if (chinaOnly) return [label];
		const objects = (Array.isArray(value) ? value : [value]) as Body[];
		return members.length === 0 ? [] : objects.flatMap((entry) => chinaOnlyLabels(members, entry));
	});
}
