import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';

import { operationError } from '../../../liveApi/exception';

const RESERVED = ['txsecret', 'txtime'];

/**
 * The fields of 'Query Parameters', in order.
 *
 * @throws NodeOperationError where one has no name or the name of a part of the signature.
 */
export function readExtraQuery(
	context: IExecuteFunctions,
	options: IDataObject,
	{ itemIndex }: { itemIndex: number },
): Array<readonly [string, string]> {
	const { parameter } = (options.queryParameters ?? {}) as { parameter?: unknown };
	const pairs = Array.isArray(parameter) ? (parameter as IDataObject[]) : [];
	return pairs.map(({ name, value }) => {
		if ([name, value].some((part) => typeof part === 'object' && part !== null)) {
			throw operationError(context.getNode(), "A field of 'Query Parameters' must be a text", {
				description: 'Enter a text rather than a list or an object',
				itemIndex,
			});
		}
		const text = String(name ?? '').trim();
		if (text !== '' && !RESERVED.includes(text.toLowerCase())) {
			return [text, String(value ?? '')] as const;
		}
		throw operationError(
			context.getNode(),
			text === ''
				? "A field of 'Query Parameters' has no name"
				: `'Query Parameters' can't hold ${text}, which the signature uses`,
			{ description: 'Give the field another name, or remove it', itemIndex },
		);
	});
}
