import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { ANSWERS } from '../../../../nodes/callback/request.ts';
import { templateName } from '../../../../nodes/callbackTemplate/ownership.ts';
import { findLeftovers } from '../../../../nodes/TencentLvb/execution/cleanUp.ts';

const url = 'https://n8n.example.com/webhook/1';
const instanceId = 'this n8n';
const template = {
	id: 1,
	name: templateName(instanceId, { domain: 'push.example.com', app: 'live' }),
	description: '',
	key: '',
	slots: { StreamBeginNotifyUrl: url },
	levels: [],
};

type Answer = { statusCode: number; body: IDataObject | string; headers?: IDataObject };

/** What was said of the address that was judged last. */
let finding = '';

/** What is thought of the address of a template where a request to it is answered so, or throws. */
const verdictOn = async (answer: Answer | { code: string }) => {
	const httpRequest = async () => {
		if ('code' in answer) throw Object.assign(new Error(answer.code), answer);
		return { headers: {}, ...answer };
	};
	const context = { helpers: { httpRequest } } as unknown as IExecuteFunctions;
	const found = { templates: [template], rules: [] };
	const [leftover] = await findLeftovers(context, found, instanceId);
	if (leftover === undefined) return 'answers';
	expect(leftover.addresses).toMatchObject([{ url }]);
	finding = leftover.addresses[0].finding;
	return leftover.isCertain ? 'gone' : 'unclear';
};

const other = (statusCode: number): Answer => ({ statusCode, body: '<html>' });
const none = (code: string) => ({ code });
const unknown: Answer = {
	statusCode: 404,
	body: { code: 404, message: 'The requested webhook "POST 1" is not registered.' },
};

describe('An address', () => {
	test.each<[string, Answer | { code: string }, string]>([
		['a trigger answers', { statusCode: 401, body: ANSWERS.unauthorized }, 'answers'],
		['n8n knows no such webhook', unknown, 'gone'],
		[
			'n8n knows it for another method',
			{
				statusCode: 404,
				body: {
					code: 404,
					message: 'This webhook is not registered for POST requests. Did you mean GET?',
				},
			},
			'unclear',
		],
		['a proxy finds no path', other(404), 'unclear'],
		['another server says gone', other(410), 'unclear'],
		['another page answers', other(200), 'unclear'],
		['a login is in the way', other(401), 'unclear'],
		['a firewall is in the way', other(403), 'unclear'],
		['it redirects', { ...other(302), headers: { location: '/login' } }, 'unclear'],
		['it is busy', other(429), 'unclear'],
		['a proxy finds no n8n', other(502), 'unclear'],
		['its name is unknown', none('ENOTFOUND'), 'unclear'],
		['nobody listens', none('ECONNREFUSED'), 'unclear'],
		['it takes too long', none('ECONNABORTED'), 'unclear'],
		['names can not be looked up now', none('EAI_AGAIN'), 'unclear'],
	])('where %s is judged by that', async (_, answer, verdict) => {
		expect(await verdictOn(answer)).toBe(verdict);
	});
});

test.each([
	[200, /^HTTP 200$/],
	[403, /^HTTP 403$/],
	[404, /^HTTP 404, but not n8n's own answer$/],
	[405, /^HTTP 405$/],
])('An address that answers with HTTP %i is told of by that', async (status, words) => {
	await verdictOn(other(status));
	expect(finding).toMatch(words);
});
