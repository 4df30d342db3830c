import type { ActionField } from '../../../tools/catalogue/actions.mts';
import { readActions } from '../../../tools/simulator/catalogue.mts';
import { HANDLERS } from '../../../tools/simulator/liveApi/actions/index.mts';
import { readSdkModels } from './sdkModels.mts';

const actions = readActions();
const models = readSdkModels();
const inTheSdk = Object.keys(HANDLERS).filter((name) => models.has(`${name}Request`));

/** Full names of the fields, those of nested objects too, as the catalogue has them. */
const ofCatalogue = (fields: ActionField[], path = ''): string[] =>
	fields.flatMap((field) => [
		path + field.name,
		...ofCatalogue(field.fields ?? [], `${path}${field.name}.`),
	]);

/** The same as the official SDK declares them. */
const ofSdk = (model: string, path = ''): string[] =>
	[...(models.get(model) ?? [])].flatMap(([name, { type }]) => [
		path + name,
		...ofSdk(type, `${path}${name}.`),
	]);

describe('the fields that the simulator takes in', () => {
	test.each(inTheSdk)("%s are those of Tencent's own client, no more and no fewer", (name) => {
		const { request } = actions.get(name)!;
		expect(ofCatalogue(request).toSorted()).toEqual(ofSdk(`${name}Request`).toSorted());
	});

	test('are held against the SDK for all but one action', () => {
		const rest = Object.keys(HANDLERS).filter((name) => !inTheSdk.includes(name));
		expect(rest).toEqual(['DescribeLiveForbidStreamList']);
	});
});
