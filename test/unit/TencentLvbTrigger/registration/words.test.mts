import { readdirSync, readFileSync } from 'node:fs';
import { TencentCloudApi } from '../../../../credentials/TencentCloudApi.credentials.ts';
import { TencentLvbCallbackApi } from '../../../../credentials/TencentLvbCallbackApi.credentials.ts';
import { TencentLvb } from '../../../../nodes/TencentLvb/TencentLvb.node.ts';
import { TencentLvbTrigger } from '../../../../nodes/TencentLvbTrigger/TencentLvbTrigger.node.ts';
import { allProperties } from '../../TencentLvb/walkProperties.mts';

const FOLDER = new URL('../../../../nodes/TencentLvbTrigger/registration/', import.meta.url);
const sources = readdirSync(FOLDER).map((file) => readFileSync(new URL(file, FOLDER), 'utf8'));

/** Strings of more than one word: texts for people, not values. */
const texts = sources
	.flatMap(
		(source) => source.match(/"[^"\n]+ [^"\n]+"|`[^`\n]+ [^`\n]+`|'[A-Z][^'\n]+ [^'\n]+'/g) ?? [],
	)
	.map((text) => text.slice(1, -1).replace(/\$\{[^}]*\}/g, ''));

const descriptions = [new TencentLvb().description, new TencentLvbTrigger().description];
const properties = [
	...descriptions.flatMap((description) => allProperties(description.properties)),
	...[new TencentCloudApi(), new TencentLvbCallbackApi()].flatMap((one) => one.properties),
];
/** A node of n8n's own, and the part of a trigger's panel that shows its addresses. */
const OF_N8N = ['Execute Workflow', 'Webhook URLs'];

const labels = new Set([
	...OF_N8N,
	...[...descriptions, new TencentCloudApi(), new TencentLvbCallbackApi()].map(
		(one) => one.displayName,
	),
	...properties.flatMap(({ displayName, options = [] }) => [
		displayName,
		...options.flatMap((option) => ('value' in option ? [option.name] : [])),
	]),
]);

describe('the words of the registration', () => {
	test('are found', () => {
		expect(texts.length).toBeGreaterThan(30);
	});

	test('name fields and choices as the editor shows them', () => {
		const named = texts.flatMap((text) => text.match(/'[A-Z][A-Za-z ]+'/g) ?? []);
		expect(named.length).toBeGreaterThan(20);
		expect(named.map((name) => name.slice(1, -1)).filter((name) => !labels.has(name))).toEqual([]);
	});

	test("keep to n8n's guide", () => {
		expect(
			texts.filter((text) => /\b(error|problem|failure|failed|mistake)\b/i.test(text)),
		).toEqual([]);
	});

	test('do not make n8n end its own tries at a start', () => {
		expect(texts.filter((text) => text.includes('Authorization'))).toEqual([]);
	});
});
