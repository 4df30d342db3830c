import type { IExecuteFunctions } from 'n8n-workflow';
import { api } from '../../../../nodes/TencentLvb/resources/apiResources.ts';

type Request = { url: string; timeout: number; headers: Record<string, string>; body: string };

/** The request that goes out for the fields of a call of any action, beside those that every call has. */
export async function sentFor(parameters: Record<string, unknown>): Promise<Request> {
	const sent: Request[] = [];
	const given: Record<string, unknown> = {
		...{ service: 'live', action: 'DescribeThings', version: '2018-08-01', region: '', body: '{}' },
		...parameters,
	};
	const context = {
		getNodeParameter: (name: string, _item: number, fallback?: unknown) => given[name] ?? fallback,
		getNode: () => ({
			name: 'Live',
			type: 'x.y',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
		}),
		getCredentials: async () => ({}),
		helpers: {
			httpRequestWithAuthentication: async (_type: string, request: Request) => {
				sent.push(request);
				return { statusCode: 200, body: '{"Response":{"RequestId":"r"}}' };
			},
		},
	} as unknown as IExecuteFunctions;
	const [call] = api.operations;
	expect(await call.execute(context, 0)).toEqual([{ json: { RequestId: 'r' } }]);
	return sent[0];
}
