import { readFileSync } from 'node:fs';
import { ANSWER_WITHIN_SECONDS } from '../../../tools/catalogue/events.mts';
import { RETRIES_TEXT } from '../../../nodes/callback/generated/events.ts';
import { properties } from '../../../nodes/TencentLvbTrigger/properties.ts';
import { allProperties } from '../../unit/TencentLvb/walkProperties.mts';
import { catalogue } from '../catalogue/events.mts';

/** Tencent documents 32744 (25 November 2025), 121711 and 121710, as read by a person. */
const DOCUMENTED: Record<number, [retries: number, intervalSeconds: number | null]> = {
	0: [12, 60],
	1: [12, 60],
	100: [12, 60],
	317: [12, 60],
	315: [12, 60],
	200: [5, 120],
	338: [3, null],
	347: [3, null],
};

const textOf = (path: string) => readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

describe('How often Tencent repeats a callback', () => {
	test.each(catalogue.events)('is as documented for $key', (event) => {
		const [retries, interval] = DOCUMENTED[event.eventTypes[0]!] ?? [null, null];
		expect([event.retries, event.intervalSeconds]).toEqual([retries, interval]);
	});

	test.each(['docs/events.md', 'docs/troubleshooting.md'])('stands in %s', (path) => {
		expect(textOf(path)).toContain(RETRIES_TEXT);
	});

	test('stands in the panel', () => {
		const option = allProperties(properties).find(({ name }) => name === 'duplicateDeliveries');
		expect(option?.description).toContain(RETRIES_TEXT);
	});

	test('names each event that is repeated, and how long Tencent waits', () => {
		expect(RETRIES_TEXT).toContain(`${ANSWER_WITHIN_SECONDS} seconds`);
		for (const { label, retries } of catalogue.events) {
			expect(RETRIES_TEXT.includes(label)).toBe(retries !== null);
		}
		expect(RETRIES_TEXT).toMatch(/12 times, a minute apart.*5 times, two minutes apart.*3 times/);
	});

	test('stands in the Chinese guide', () => {
		const guide = textOf('docs/zh-CN-reference.md');
		expect(guide).toMatch(
			/推流成功.*重试 12 次,间隔 60 秒.*截图生成重试 5 次,间隔 120 秒.*重试 3 次/,
		);
	});
});
