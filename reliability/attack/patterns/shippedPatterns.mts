import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { ROOT } from '../../../host/index.mts';

/** One regular expression of the built package. */
export interface ShippedPattern {
	file: string;
	pattern: RegExp;
}

/**
 * Every regular expression of the built package: literals, and the validations of fields that n8n
 * makes one of.
 *
 * @throws Error for one that is put together at run time, which nobody could look at here
 */
export function shippedPatterns(): ShippedPattern[] {
	return globSync('dist/{nodes,credentials}/**/*.js', { cwd: ROOT })
		.sort()
		.flatMap((file) => patternsOf(file));
}

function patternsOf(file: string): ShippedPattern[] {
	const source = ts.createSourceFile(
		file,
		readFileSync(join(ROOT, file), 'utf8'),
		ts.ScriptTarget.Latest,
		true,
	);
	const found: ShippedPattern[] = [];
	const visit = (node: ts.Node): void => {
		const pattern = patternOf(node);
		if (pattern !== undefined) found.push({ file, pattern });
		ts.forEachChild(node, visit);
	};
	visit(source);
	return found;
}

function patternOf(node: ts.Node): RegExp | undefined {
	if (ts.isRegularExpressionLiteral(node)) {
		const end = node.text.lastIndexOf('/');
		return new RegExp(node.text.slice(1, end), node.text.slice(end + 1));
	}
	if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
		if (node.expression.getText() === 'RegExp') throw new Error(`Not a literal: ${node.getText()}`);
	}
	if (!ts.isPropertyAssignment(node) || node.name.getText() !== 'regex') return undefined;
	if (!ts.isStringLiteral(node.initializer)) throw new Error(`Not a literal: ${node.getText()}`);
	return new RegExp(node.initializer.text);
}
