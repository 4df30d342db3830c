import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import type { IDataObject } from 'n8n-workflow';
import { DOMAIN, openStage, type Stage } from './diagnose/stage.mts';
import { serveFiles } from './download/fileServer.mts';

const folder = new URL('../../../nodes/TencentLvb/__schema__/v1.0.0/', import.meta.url);

let stage: Stage;
let files: Awaited<ReturnType<typeof serveFiles>>;

beforeAll(async () => {
	stage = await openStage();
	files = await serveFiles({ '/a.mp4': (response) => response.end('video') });
	const template = stage.simulator.account.addTemplate({
		TemplateName: stage.ownName(),
		StreamBeginNotifyUrl: 'http://127.0.0.1:1/webhook/1/tencent-lvb',
	});
	stage.simulator.account.bind(DOMAIN, 'live', template.TemplateId);
});

afterAll(async () => {
	await stage.close();
	await files.close();
});

/** The schema with every field required and no other allowed; null stands for "nothing". */
function strict(schema: { type: string; properties?: object; items?: object }): object {
	if (schema.items) return { type: 'array', minItems: 1, items: strict(schema.items as never) };
	if (!schema.properties) return { type: [schema.type, 'null'] };
	const entries = Object.entries(schema.properties as Record<string, never>);
	return {
		type: 'object',
		required: entries.map(([name]) => name),
		additionalProperties: false,
		properties: Object.fromEntries(entries.map(([name, part]) => [name, strict(part)])),
	};
}

const url = { domainName: DOMAIN, streamName: 'room', authKey: 'abc' };

describe('The preview in the editor has exactly the fields of the output of', () => {
	test.each<[string, string, () => IDataObject]>([
		['callbackEvent', 'diagnose', () => ({ pushDomain: DOMAIN })],
		['callbackEvent', 'cleanUp', () => ({})],
		['recording', 'download', () => ({ url: `${files.url}/a.mp4` })],
		['snapshot', 'download', () => ({ url: `${files.url}/a.mp4` })],
		['streamUrl', 'createPushUrl', () => url],
		['streamUrl', 'createPlayUrl', () => url],
	])('%s: %s', async (resource, operation, parameters) => {
		const bench = stage.bench({ resource, operation, ...parameters() });
		const [items] = await bench.execute();
		const text = readFileSync(new URL(`${resource}/${operation}.json`, folder), 'utf8');
		const validate = new Ajv({ allowUnionTypes: true }).compile(strict(JSON.parse(text) as never));
		expect(items).not.toHaveLength(0);
		for (const { json } of items) expect([validate(json), validate.errors]).toEqual([true, null]);
	});
});
