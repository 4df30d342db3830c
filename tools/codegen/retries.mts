import type { CatalogueEvent } from './events.mts';

/** How long Tencent waits for an answer before it repeats a callback (Tencent doc 32744). */
export const ANSWER_WITHIN_SECONDS = 20;

/** Events that Tencent repeats alike; `intervalSeconds` is null where no document says. */
type RetryGroup = { retries: number; intervalSeconds: number | null; events: CatalogueEvent[] };

/** The events whose repetition is documented, most often repeated first. */
export function retryGroups(events: CatalogueEvent[]): RetryGroup[] {
	const groups = new Map<string, RetryGroup>();
	for (const event of events) {
		const { retries, intervalSeconds } = event;
		if (retries === null) continue;
		const alike = `${retries} ${intervalSeconds}`;
		const group = groups.get(alike) ?? { retries, intervalSeconds, events: [] };
		group.events.push(event);
		groups.set(alike, group);
	}
	return [...groups.values()].sort((a, b) => b.retries - a.retries);
}

/** How often, in words: `12 times, a minute apart`. */
export function repeated({ retries, intervalSeconds }: Omit<RetryGroup, 'events'>): string {
	return intervalSeconds === null
		? `${retries} times, at intervals that are not documented`
		: `${retries} times, ${apart(intervalSeconds)} apart`;
}

/** One sentence on all events that are repeated, and one on the others. */
export function retriesSentence(events: CatalogueEvent[]): string {
	const groups = retryGroups(events).map(
		(group) => `${repeated(group)}, for ${listed(group.events.map(({ label }) => label))}`,
	);
	return `Tencent repeats a callback that is not answered with status 200 within ${ANSWER_WITHIN_SECONDS} seconds: ${groups.join('; ')}. For the other events its documents state nothing.`;
}

/** The same in Chinese, given the Chinese label of each event. */
export function chineseRetriesSentence(
	events: CatalogueEvent[],
	labelOf: (event: CatalogueEvent) => string,
): string {
	const groups = retryGroups(events).map(({ retries, intervalSeconds, events: alike }) => {
		const interval = intervalSeconds === null ? '间隔未说明' : `间隔 ${intervalSeconds} 秒`;
		return `${alike.map(labelOf).join('、')}重试 ${retries} 次,${interval}`;
	});
	return `回调在 ${ANSWER_WITHIN_SECONDS} 秒内没有得到状态码 200 的应答时,腾讯云会重试:${groups.join(';')}。其他事件的重试规则,腾讯云文档没有说明。`;
}

function apart(seconds: number): string {
	if (seconds % 60 !== 0) return `${seconds} seconds`;
	return seconds === 60
		? 'a minute'
		: `${['', '', 'two', 'three'][seconds / 60] ?? seconds / 60} minutes`;
}

function listed(labels: string[]): string {
	const last = labels.at(-1)!;
	return labels.length === 1 ? last : `${labels.slice(0, -1).join(', ')} and ${last}`;
}
