import { type Account, type Place, placeKey, type Stream, utcSecond } from './account.mts';
import { type PastPush, type PullTask, sessionNumber } from './tasks.mts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What the nth thing differs in from the usual one; n counts from 0. */
type Nth<T> = (n: number) => Partial<T>;

/** Puts many things into an account at once, each small enough for a hundred thousand of them. */
export interface Seed {
	/** Streams that are live now, `stream-0` and so on. */
	onlineStreams(count: number, nth?: Nth<Stream>): void;
	/** A stream that is pushed so many times at once; viewers see the first push. */
	backups(streamName: string, count: number): void;
	/** Ended pushes of a minute each, spread over the last 24 hours unless a period (ms) is given. */
	pastPushes(count: number, options?: { from?: number; to?: number; nth?: Nth<PastPush> }): void;
	/** Recording tasks that began within the last hour and run for another. */
	recordTasks(count: number): void;
	screenshotTasks(count: number): void;
	/** Relay tasks that run, past the number that the API would allow. */
	pullTasks(count: number, nth?: Nth<PullTask>): void;
}

type Seeded = Pick<
	Account,
	'backups' | 'domains' | 'streams' | 'history' | 'recordTasks' | 'screenshotTasks' | 'pullTasks'
>;

export function createSeed(account: Seeded, now: () => number): Seed {
	const place = (n: number): Place => ({
		domain: firstPushDomain(account),
		appName: 'live',
		streamName: `stream-${n}`,
	});
	const timed = (n: number) => {
		const second = Math.floor(now() / 1000);
		return {
			...onTheWire(place(n)),
			StartTime: second - 1800,
			EndTime: second + 1800,
			TemplateId: '',
		};
	};
	return {
		onlineStreams(count, nth = () => ({})) {
			for (let n = 0; n < count; n += 1) {
				const push = { active: true, sequence: sessionNumber(), publishedAt: now() - HOUR_MS };
				const stream = { ...place(n), ...push, ...nth(n) };
				account.streams.set(placeKey(stream), stream);
			}
		},
		backups(streamName, count) {
			const push = (n: number) => ({
				...{ domain: firstPushDomain(account), appName: 'live' },
				...{ sequence: sessionNumber(), publishedAt: now() - HOUR_MS + n * 1000 },
				...{ source: '直推流', isMain: n === 0 },
			});
			account.backups.set(
				streamName,
				Array.from({ length: count }, (_, n) => push(n)),
			);
		},
		pastPushes(count, { from = now() - DAY_MS, to = now(), nth = () => ({}) } = {}) {
			for (let n = 0; n < count; n += 1) {
				const endedAt = Math.floor(from + ((to - from) * (n + 1)) / (count + 1));
				account.history.add({
					...place(n),
					...USUAL_PUSH,
					startedAt: endedAt - 60_000,
					endedAt,
					...nth(n),
				});
			}
		},
		recordTasks(count) {
			for (let n = 0; n < count; n += 1) account.recordTasks.add(timed(n));
		},
		screenshotTasks(count) {
			for (let n = 0; n < count; n += 1) account.screenshotTasks.add(timed(n));
		},
		pullTasks(count, nth = () => ({})) {
			const period = { StartTime: utcSecond(now() - HOUR_MS), EndTime: utcSecond(now() + DAY_MS) };
			for (let n = 0; n < count; n += 1) {
				account.pullTasks.add({ ...onTheWire(place(n)), ...period, ...nth(n) }, now());
			}
		},
	};
}

const USUAL_PUSH = {
	stopReason: 'The push client actively stopped the push.',
	clientIp: '203.0.113.7',
	resolution: '1280*720',
	failed: false,
};

const onTheWire = ({ domain, appName, streamName }: Place) => ({
	DomainName: domain,
	AppName: appName,
	StreamName: streamName,
});

function firstPushDomain({ domains }: Seeded): string {
	return [...domains.values()].find(({ type }) => type === 'push')?.name ?? 'push.example.com';
}
