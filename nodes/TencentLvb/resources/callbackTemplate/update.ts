import { apiOperation, tencentName, type Body } from '../../apiOperation';
import { callbackTemplate } from '../../generated/resources';
import { assertCallbackKey } from './assertCallbackKey';

const spec = callbackTemplate.operations.update;

/**
 * Tencent does not say whether Modify keeps a field that is left out, so that the whole template is
 * read and goes back with the changes. What no Describe returns can't be kept that way.
 */
export const update = apiOperation(spec, async (changes, { context, itemIndex }) => {
	const { callLiveApi, siteOf } = await import('../../../liveApi/index.ts');
	assertCallbackKey(context, changes, { itemIndex });
	const { TemplateId } = changes;
	const { Template } = await callLiveApi<{ Template?: Body | null }>(
		context,
		'DescribeLiveCallbackTemplate',
		{ TemplateId },
		{ itemIndex },
	);
	const isChina = (await siteOf(context)) === 'china';
	const kept = spec.parameters
		.filter((parameter) => isChina || !('chinaOnly' in parameter))
		.map(({ name }) => tencentName(name))
		.map((name) => [name, Template?.[name]] as const)
		.filter(([, value]) => value !== undefined && value !== null && value !== '');
	return { ...Object.fromEntries(kept), ...changes };
});
