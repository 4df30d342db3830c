import type { IExecuteFunctions } from 'n8n-workflow';

/**
 * Tells the addresses of this n8n from others, by the two that a node can find out: that of the
 * editor, and that of webhooks, which the address for going on after a pause begins with.
 */
export function ownAddresses(
	context: IExecuteFunctions,
	itemIndex: number,
): (address: string) => boolean {
	const own = [context.getInstanceBaseUrl(), resumeUrlOf(context, itemIndex)].map(originOf);
	return (address) => {
		const origin = originOf(address);
		return origin !== undefined && own.includes(origin);
	};
}

function resumeUrlOf(context: IExecuteFunctions, itemIndex: number): unknown {
	try {
		return context.evaluateExpression('{{ $execution.resumeUrl }}', itemIndex);
	} catch {
		return undefined;
	}
}

const originOf = (address: unknown): string | undefined =>
	typeof address === 'string' && URL.canParse(address) ? new URL(address).origin : undefined;
