/** Jest's globalTeardown of the floor e2e: ends what `n8nOfTheRun.mts` has started. */
export default async function tearDown(): Promise<void> {
	await globalThis.endN8nOfTheRun?.();
}
