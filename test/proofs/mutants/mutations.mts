import ts from 'typescript';

/** A part of a source text that something else may stand for. */
export interface Site {
	kind: string;
	start: number;
	end: number;
	/** What may stand there instead; each changes one operator, constant or condition. */
	instead: string[];
}

/** Constants of this kind only tune: pauses, limits of waiting, how much happens side by side. */
const TUNES = /(_MS|_AT_ONCE)$/;

/** What is logged is words for people. */
const LOGS = /\blogger\b[^(]*$/i;

const OPERATORS: Record<string, { kind: string; instead: string[] }> = {
	'<': { kind: 'bound', instead: ['<='] },
	'<=': { kind: 'bound', instead: ['<'] },
	'>': { kind: 'bound', instead: ['>='] },
	'>=': { kind: 'bound', instead: ['>'] },
	'===': { kind: 'comparison', instead: ['!=='] },
	'!==': { kind: 'comparison', instead: ['==='] },
	'&&': { kind: 'logic', instead: ['||'] },
	'||': { kind: 'logic', instead: ['&&'] },
	'+': { kind: 'arithmetic', instead: ['-'] },
	'-': { kind: 'arithmetic', instead: ['+'] },
	'*': { kind: 'arithmetic', instead: ['/'] },
	'/': { kind: 'arithmetic', instead: ['*'] },
	'%': { kind: 'arithmetic', instead: ['*'] },
	'+=': { kind: 'arithmetic', instead: ['-='] },
	'-=': { kind: 'arithmetic', instead: ['+='] },
};

const METHODS: Record<string, string> = {
	every: 'some',
	some: 'every',
	min: 'max',
	max: 'min',
	startsWith: 'endsWith',
	endsWith: 'startsWith',
	floor: 'ceil',
	ceil: 'floor',
};

/** Every site of a file but types, texts, what is logged and constants that only tune. */
export function sitesIn(text: string): Site[] {
	const source = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true);
	const sites: Site[] = [];
	const textOf = (node: ts.Node) => node.getText(source);

	function add(kind: string, node: ts.Node, instead: string[]): void {
		if (instead.length === 0) return;
		sites.push({ kind, start: node.getStart(source), end: node.getEnd(), instead });
	}

	function visit(node: ts.Node): void {
		if (ts.isTypeNode(node) || ts.isImportDeclaration(node)) return;
		if (ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
		if (ts.isVariableDeclaration(node) && TUNES.test(textOf(node.name))) return;
		if (ts.isCallExpression(node) && LOGS.test(textOf(node.expression))) return;
		addSitesOf(node);
		ts.forEachChild(node, visit);
	}

	function addSitesOf(node: ts.Node): void {
		if (ts.isBinaryExpression(node)) addOperator(node);
		else if (ts.isPrefixUnaryExpression(node)) {
			if (node.operator === ts.SyntaxKind.ExclamationToken) {
				add('negation', node, [textOf(node.operand)]);
			}
		} else if (ts.isIfStatement(node)) add('condition', node.expression, ['true', 'false']);
		else if (ts.isConditionalExpression(node)) add('condition', node.condition, ['true', 'false']);
		else if (ts.isNumericLiteral(node)) addNumber(node);
		else if (node.kind === ts.SyntaxKind.TrueKeyword) add('boolean', node, ['false']);
		else if (node.kind === ts.SyntaxKind.FalseKeyword) add('boolean', node, ['true']);
		else if (ts.isRegularExpressionLiteral(node)) add('pattern', node, patternsFor(textOf(node)));
		else if (ts.isCallExpression(node)) addMethod(node);
	}

	function addOperator(node: ts.BinaryExpression): void {
		const [left, right] = [textOf(node.left), textOf(node.right)];
		const operator = textOf(node.operatorToken);
		if (operator === '??') add('logic', node, [left]);
		const { kind, instead } = OPERATORS[operator] ?? { kind: '', instead: [] };
		add(
			kind,
			node,
			instead.map((other) =>
				other.endsWith('=') && kind === 'arithmetic'
					? `${left} ${other} ${right}`
					: `(${left}) ${other} (${right})`,
			),
		);
	}

	function addNumber(node: ts.NumericLiteral): void {
		if (ts.isPropertyAssignment(node.parent) && node.parent.name === node) return;
		const value = Number(node.text);
		add('number', node, value > 0 ? [`${value + 1}`, `${value - 1}`] : [`${value + 1}`]);
	}

	function addMethod(node: ts.CallExpression): void {
		if (!ts.isPropertyAccessExpression(node.expression)) return;
		const { expression, name } = node.expression;
		const rest = text.slice(name.getEnd(), node.getEnd());
		const other = Object.hasOwn(METHODS, name.text) ? METHODS[name.text] : undefined;
		if (other) add('method', node, [`${textOf(expression)}.${other}${rest}`]);
		if (name.text === 'trim') add('method', node, [textOf(expression)]);
	}

	visit(source);
	return sites;
}

/** The pattern without an anchor or flag, or with a count that is one less. */
function patternsFor(literal: string): string[] {
	const end = literal.lastIndexOf('/');
	const [pattern, flags] = [literal.slice(1, end), literal.slice(end + 1)];
	const patterns: string[] = [];
	let isInClass = false;
	for (let at = 0; at < pattern.length; at += 1) {
		const [before, sign, after] = [pattern.slice(0, at), pattern[at], pattern.slice(at + 1)];
		if (sign === '\\') at += 1;
		else if (isInClass) isInClass = sign !== ']';
		else if (sign === '[') isInClass = true;
		else if (sign === '^' || sign === '$') patterns.push(before + after);
		else if (sign === '+') patterns.push(`${before}*${after}`);
		else if (sign === '*') patterns.push(`${before}+${after}`);
		else if (sign === '{') {
			const counted = /^\{(\d+)(,?)(\d*)\}/.exec(pattern.slice(at));
			if (!counted) continue;
			const [all, least, comma, most] = counted;
			const rest = pattern.slice(at + all.length);
			const counts = [`{${Number(least) - 1}${comma}${most}}`, `{${least},${Number(most) - 1}}`];
			patterns.push(...counts.map((count) => before + count + rest));
		}
	}
	const changed = patterns.map((other) => `/${other}/${flags}`);
	if (flags.includes('i')) changed.push(`/${pattern}/${flags.replace('i', '')}`);
	return changed.filter(isValid);
}

function isValid(literal: string): boolean {
	const end = literal.lastIndexOf('/');
	try {
		return end > 1 && new RegExp(literal.slice(1, end), literal.slice(end + 1)) !== null;
	} catch {
		return false;
	}
}
