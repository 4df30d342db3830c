import { KNOWN_REFUSALS } from '../../../../nodes/liveApi/generated/refusals.ts';
import { tencentRefusal } from '../../../../nodes/liveApi/answer.ts';
import { TEXT_BY_CODE } from '../../../../nodes/liveApi/connection.ts';
import {
	malformedRefusal,
	statusRefusal,
	thrownRefusal,
} from '../../../../nodes/liveApi/transport.ts';
import { fullSentence } from '../../../../nodes/liveApi/refusal.ts';
import { troubleOfRefusal } from '../../../../nodes/TencentLvbTrigger/registration/words.ts';
import { createNode } from '../../../proofs/registration/n8n.mts';
import { createTencent } from '../../../proofs/registration/tencent.mts';

const URL_OF_API = 'https://live.intl.tencentcloudapi.com/';

const PUSH = 'push.example.com';
const RETRY = /try(?:ing)? again\b(?! every 5 minutes)|Wait a/i;

/** What a tick meets: two troubles for a person, an outage, nothing. */
type Seen = 'A' | 'B' | 'o' | '.';

/**
 * The rule, on its own: the third meeting with a kind since all was well is told.
 */
function toldBy(sequence: readonly Seen[]): string {
	return sequence
		.map((seen, index) => {
			const since = sequence.slice(sequence.lastIndexOf('.', index) + 1, index + 1);
			return seen !== '.' && since.filter((one) => one === seen).length === 3 ? seen : '';
		})
		.join('');
}

async function watched() {
	const tencent = createTencent();
	const node = createNode({ tencent });
	await node.activate();
	const { account } = tencent;
	const [ours, teamA, teamB] = [
		account.templateOf(PUSH, 'live')!,
		account.addTemplate({ TemplateName: 'team-a', CallbackKey: 'k' }),
		account.addTemplate({ TemplateName: 'team-b', CallbackKey: 'k' }),
	].map(({ TemplateId }) => TemplateId);
	const outages = ['http500', 'malformed', 'internal', 'rateLimited'] as const;
	let count = 0;
	return {
		node,
		async meet(seen: Seen) {
			account.bind(PUSH, 'live', seen === 'A' ? teamA : seen === 'B' ? teamB : ours);
			// An outage shows by another code each time.
			tencent.always = seen === 'o' ? outages[(count += 1) % outages.length] : undefined;
			await node.tick();
		},
		told: () =>
			node.failedExecutions
				.map(({ message }) => /'team-(.)'/.exec(message)?.[1].toUpperCase() ?? 'o')
				.join(''),
		texts: () => [...node.warnings, ...node.failedExecutions.map(({ message }) => message)],
	};
}

function sequences(length: number, kinds: readonly Seen[]): Seen[][] {
	if (length === 0) return [[]];
	return sequences(length - 1, kinds).flatMap((one) => kinds.map((kind) => [...one, kind]));
}

describe('Lasting trouble', () => {
	test('is told once for each kind and each time until all was well, whatever comes between', async () => {
		const wrong: string[] = [];
		for (const sequence of [...sequences(5, ['A', 'B', 'o', '.']), ...sequences(8, ['A', 'o'])]) {
			const { meet, told } = await watched();
			for (const seen of sequence) await meet(seen);
			if (told() !== toldBy(sequence)) wrong.push(`${sequence.join('')}: ${told()}`);
		}
		expect(wrong).toEqual([]);
	}, 120_000);

	test.each<[why: string, sequence: string, told: string]>([
		['an outage of one tick is not told', 'AAAoAA', 'A'],
		['a lasting outage neither hides nor repeats another', 'AAoooAAAA', 'oA'],
		['an outage is told once', 'oooooo', 'o'],
		['what healed is told again', 'AAA.AAA', 'AA'],
		['what changed is told', 'AAABBB', 'AB'],
	])('%s', async (_why, sequence, expected) => {
		const { meet, told, texts } = await watched();
		for (const seen of sequence) await meet(seen as Seen);
		expect(told()).toBe(expected);
		expect(toldBy([...sequence] as Seen[])).toBe(expected);
		for (const text of texts()) expect(text).not.toMatch(RETRY);
	});

	test('is told without advice to try again, which the trigger does by itself', () => {
		const attempt = { action: 'ModifyLiveCallbackTemplate', timeoutMs: 1000, url: URL_OF_API };
		const refusals = [
			...Object.keys(KNOWN_REFUSALS).map((code) =>
				tencentRefusal(attempt.action, { code, message: '', requestId: '1' }),
			),
			...Object.keys(TEXT_BY_CODE).map((code) => thrownRefusal({ code }, attempt)),
			...['ECONNABORTED', 'ECONNRESET'].map((code) => thrownRefusal({ code }, attempt)),
			...[500, 429, 302, 404].map((status) => statusRefusal(status, attempt)),
			malformedRefusal(attempt.action, URL_OF_API),
		];
		for (const refusal of refusals) {
			const told = fullSentence(troubleOfRefusal(refusal), { isRetried: true });
			expect(told).not.toMatch(RETRY);
			expect(told).toMatch(/[.)]$/);
			expect(told).not.toMatch(/ {2}|\.\./);
			// Whoever must try again is told to, and nothing else is told in one case only.
			const full = fullSentence(troubleOfRefusal(refusal));
			expect(full === told).toBe(!RETRY.test(full));
			expect(told.startsWith(refusal.code === 'InvalidParameter' ? '' : refusal.message)).toBe(
				true,
			);
		}
	});
});
