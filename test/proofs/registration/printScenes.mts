import Table from 'cli-table3';
import type { Searched } from './crowd/search.mts';
import type { Tried } from './together/together.mts';
import { type Result } from './jobs.mts';
import { ALL_SCENES } from './path.mts';
const count = (value: number): string => value.toLocaleString('en-US');

/** One row a scene, all guesses together, and a last row for all. */
export function tableOf(results: readonly Result[]): string {
	const table = new Table({
		head: ['found', 'events lived', 'states', 'calls', 'longest', 'a person was told'],
		colAligns: ['left', 'right', 'right', 'right', 'right', 'left'],
		style: { head: [], border: [] },
	});
	for (const [index, { name }] of ALL_SCENES.entries()) {
		const own = results.filter(({ job }) => job.scene === index);
		if (own.length > 0) table.push(rowOf(name, own));
	}
	table.push(rowOf('all', results));
	return table.toString();
}

function rowOf(name: string, results: readonly Result[]): string[] {
	const told = results.flatMap((result) => [...result.told.values()]);
	return [...sumsOf(name, results), count(told.reduce((total, times) => total + times, 0))];
}

type Sums = Pick<Searched, 'runs' | 'states' | 'calls' | 'longestMs'>;

function sumsOf(name: string, results: readonly Sums[]): string[] {
	const sum = (part: 'runs' | 'states' | 'calls') =>
		count(results.reduce((total, result) => total + result[part], 0));
	const longest = Math.max(...results.map(({ longestMs }) => longestMs));
	return [name, sum('runs'), sum('states'), sum('calls'), `${(longest / 1000).toFixed(1)} s`];
}

/** One row a crowd, all guesses together, and a last row for all. */
export function tableOfCrowds(rows: readonly { name: string; searched: Searched }[]): string {
	const table = new Table({
		head: ['one event for', 'events lived', 'states', 'calls', 'longest'],
		colAligns: ['left', 'right', 'right', 'right', 'right'],
		style: { head: [], border: [] },
	});
	const byName = Map.groupBy(rows, ({ name }) => name);
	for (const [name, own] of [...byName, ['all', rows] as const]) {
		const searched = own.map((row) => row.searched);
		table.push(sumsOf(name, searched));
	}
	return table.toString();
}

/** One row a case: how many orders were tried, and how they ended. */
export function tableOfCases(rows: readonly { name: string; tried: Tried }[]): string {
	const table = new Table({
		head: ['at the same time', 'orders', 'calls', 'in the end'],
		colAligns: ['left', 'right', 'right', 'left'],
		style: { head: [], border: [] },
	});
	for (const { name, tried } of rows) {
		const ends = [...tried.ends].map(([end, times]) => `${count(times)} x ${end || 'all gone'}`);
		const orders = `${tried.isAll ? 'all ' : ''}${count(tried.orders)}`;
		table.push([name, orders, count(tried.calls), ends.sort().join('\n')]);
	}
	return table.toString();
}
