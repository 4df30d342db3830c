import fc from 'fast-check';
import { callback, eventKeys } from '../harness/index.mts';
import { listeningTrigger } from './listening.mts';

const options = { acceptUnsigned: true, includeRawPayload: true, streamNameFilter: '*a*,b' };
const bench = listeningTrigger({ options });

const json = fc.jsonValue({ maxDepth: 6 });
const query = fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.array(fc.string())));

describe('Whatever comes in', () => {
	test('is answered 200, 400 or 401, and starts nothing without a signature', async () => {
		await fc.assert(
			fc.asyncProperty(json, query, fc.option(fc.string()), async (body, parameters, rawBody) => {
				const exchange = await bench.deliver({
					body,
					query: parameters,
					...(rawBody === null ? {} : { rawBody }),
				});
				expect([400, 401]).toContain(exchange.status);
				expect(exchange.items).toBeUndefined();
			}),
			{ numRuns: 300 },
		);
	});

	test('beside a right signature is answered 200 and gives an item that is JSON', async () => {
		const set = fc.dictionary(fc.string(), json);
		await fc.assert(
			fc.asyncProperty(fc.constantFrom(...eventKeys), set, async (event, fields) => {
				const { sign, t, ...payload } = callback(event);
				const { status, items } = await bench.deliver({ body: { ...payload, ...fields, sign, t } });
				expect(status).toBe(200);
				for (const { json: item } of items ?? []) {
					expect(JSON.stringify(item)).not.toContain(String(sign));
				}
			}),
			{ numRuns: 300 },
		);
	});
});
