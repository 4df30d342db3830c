import { runAlone } from '../../proofs/soak/judge.mts';

test('A trigger that has received 11 000 events knows the newest 10 000, and takes none for another', async () => {
	const { events, problems } = await runAlone(11_000);
	expect(events).toBe(11_000);
	expect(problems).toEqual([]);
});
