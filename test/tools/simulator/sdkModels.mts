import { readFileSync } from 'node:fs';
import ts from 'typescript';

/** A field as the official SDK declares it: `number`, `string`, `boolean`, or the model it holds. */
interface SdkField {
	type: string;
	isList: boolean;
}

/** Fields by name of one of the SDK's models. */
export type SdkModel = Map<string, SdkField>;

const TYPINGS = new URL(
	'../../../node_modules/tencentcloud-sdk-nodejs/tencentcloud/services/live/v20180801/live_models.d.ts',
	import.meta.url,
);

/** Every request, answer and nested object of the live API as Tencent's own client declares it. */
export function readSdkModels(): Map<string, SdkModel> {
	const text = readFileSync(TYPINGS, 'utf8');
	const source = ts.createSourceFile('live_models.d.ts', text, ts.ScriptTarget.Latest);
	const models = new Map<string, SdkModel>();
	source.forEachChild((node) => {
		if (ts.isInterfaceDeclaration(node)) models.set(node.name.text, readModel(node, source));
		if (ts.isTypeAliasDeclaration(node)) models.set(node.name.text, new Map());
	});
	return models;
}

function readModel(node: ts.InterfaceDeclaration, source: ts.SourceFile): SdkModel {
	return new Map(
		node.members.filter(ts.isPropertySignature).map((member) => {
			const written = member.type?.getText(source) ?? '';
			const list = /^Array<(.+)>$/.exec(written);
			return [member.name.getText(source), { type: list?.[1] ?? written, isList: list !== null }];
		}),
	);
}
