import {
	isFormerAddress,
	isNameFor,
	isNameOf,
	isUnanswerable,
	isWithoutId,
	readNote,
	templateName,
	writeNote,
} from '../../../nodes/callbackTemplate/ownership.ts';

/** The most bytes of a description that Tencent stores. */
const LONGEST_DESCRIPTION = 1024;

const PAIR = { domain: 'push.example.com', app: 'live' };
const NAME = templateName('instance', PAIR);

describe('the name of a template', () => {
	test('tells the n8n, the domain and the app', () => {
		expect(isNameFor(NAME, PAIR)).toBe(true);
		expect(isNameFor(NAME, { ...PAIR, app: 'other' })).toBe(false);
		expect(isNameFor(NAME, { ...PAIR, domain: 'other.example.com' })).toBe(false);
		expect(isNameOf('instance', NAME)).toBe(true);
		expect(isNameOf('other', NAME)).toBe(false);
	});

	test.each([
		['begins with something else', `x${NAME}`],
		['ends with something else', `${NAME}0`],
		['lacks a digit of the n8n', NAME.replace(/^(n8n-)./, '$1')],
		['has a digit of the n8n too many', NAME.replace(/^n8n-/, 'n8n-0')],
		['lacks a digit of the pair', NAME.slice(0, -1)],
		['has a digit of the pair too many', NAME.replace(/-([^-]*)$/, '-0$1')],
		['is in capital letters', NAME.toUpperCase()],
	])('is none where it %s', (_what, name) => {
		expect(isNameFor(name, PAIR) || isNameOf('instance', name)).toBe(false);
	});
});

describe('a note', () => {
	const idOf = (digits: number) => '1'.padEnd(digits, '0');

	test.each([1, 2, 19, 20])('holds ids of %i digits', (digits) => {
		const ids = [idOf(digits), idOf(1), idOf(digits)];
		expect(readNote(`prev-${ids.join('-')}`).previousTemplateIds).toEqual(ids);
	});

	test.each([21, 22])('holds no id of %i digits', (digits) => {
		for (const ids of [[idOf(digits)], ['7', idOf(digits)], [idOf(digits), '7']]) {
			expect(readNote(`prev-${ids.join('-')}`).previousTemplateIds).toEqual([]);
		}
	});

	test.each([-1, 0, 1])('keeps its oldest id where it is %i longer than what is stored', (more) => {
		const others = ['11', '12'];
		const newest = '9'.repeat(LONGEST_DESCRIPTION - 'prev--11-12'.length + more);
		const kept = more > 0 ? [newest, '11'] : [newest, ...others];
		const text = writeNote({ previousTemplateIds: [newest, ...others] });
		expect(text).toBe(`prev-${kept.join('-')}`);
	});

	test('never leaves out the newest id, whatever its length', () => {
		const newest = '9'.repeat(LONGEST_DESCRIPTION);
		expect(writeNote({ previousTemplateIds: [newest, '8', '7'] })).toBe(`prev-${newest}`);
	});
});

describe('an address of an n8n', () => {
	const BASE = 'https://n8n.example.com/webhook';
	const WORKFLOW = 'AbCdEfGh12345678';

	test.each([
		['a webhook id', `${BASE}/4f1c/tencent-lvb`, false],
		['an id with a slash behind the path', `${BASE}/4f1c/tencent-lvb/`, false],
		['an empty id', `${BASE}//tencent-lvb`, true],
		['an encoded name', `${BASE}/${WORKFLOW}/my%20node/tencent-lvb`, true],
		['an encoded path behind an id', `${BASE}/4f1c/tencent%20lvb`, false],
		['nothing but the path', 'https://n8n.example.com', true],
		['no address', 'tencent-lvb', false],
	])('with %s is answered or not: %s', (_what, address, isNever) => {
		expect(isUnanswerable(address)).toBe(isNever);
	});

	test.each([
		['the word null', `${BASE}/null/tencent-lvb`, true],
		['the workflow and the name of the node', `${BASE}/${WORKFLOW}/on%20air/tencent-lvb`, true],
		['another workflow', `${BASE}/0000000000000000/on%20air/tencent-lvb`, false],
		['another name', `${BASE}/${WORKFLOW}/off%20air/tencent-lvb`, false],
		['a webhook id', `${BASE}/4f1c/tencent-lvb`, false],
		['no address', 'null', false],
	])('with %s is made without an id or not', (_what, address, isSo) => {
		expect(isWithoutId(address, { workflowId: WORKFLOW, nodeName: 'On Air' })).toBe(isSo);
	});

	// A workflow is named by 16 letters and digits, in old n8n by a number; a webhook id by anything.
	test.each([
		['AbCdEfGh1234567', false],
		['AbCdEfGh12345678', true],
		['AbCdEfGh123456789', false],
		['7', true],
		['1234567', true],
		['7a', false],
	])('belongs to the workflow %s where that is the id of one: %s', (id, isWorkflow) => {
		const own = `https://new.example.com/webhook/${id}/node/tencent-lvb`;
		const ofAnother = 'https://old.example.com/hooks/other/node/tencent-lvb';
		expect(isFormerAddress(ofAnother, own)).toBe(!isWorkflow);
		expect(isFormerAddress(own.replace('new.', 'old.'), own)).toBe(true);
	});

	test('has a webhook id and a path at least', () => {
		const own = 'https://new.example.com/4f1c/tencent-lvb';
		expect(isFormerAddress('https://old.example.com/4f1c/tencent-lvb', own)).toBe(true);
		const short = 'https://new.example.com/tencent-lvb';
		expect(isFormerAddress('https://old.example.com/tencent-lvb', short)).toBe(false);
	});

	test('is not a former one where it lies under the base of the node', () => {
		const own = 'https://n8n.example.com/4f1c/tencent-lvb';
		expect(isFormerAddress('https://n8n.example.com/team/4f1c/tencent-lvb', own)).toBe(false);
		expect(isFormerAddress('https://n8n.example.com.au/team/4f1c/tencent-lvb', own)).toBe(true);
	});
});

test.each(['rs-', 'prev-1_rs-', 'prev-', 'prev-1-', 'prev-1_', 'rs-a b', 'xprev-1', '_rs-YQ'])(
	'A description that ends or begins otherwise is no note: %s',
	(description) => {
		expect(readNote(description)).toEqual({ previousTemplateIds: [] });
	},
);
