/**
 * The test of the credential `tencentLvbCallbackApi`, for `methods.credentialTest` of both nodes.
 * Looks at the form of the keys only: nothing at Tencent can say whether a key is right.
 */
export async function testCallbackKey(credential: {
	data?: Record<string, unknown>;
}): Promise<{ status: 'OK' | 'Error'; message: string }> {
	const { readCallbackKeys } = await import('./callbackKey.ts');
	const { problem } = readCallbackKeys(credential.data ?? {});
	return problem === undefined
		? {
				status: 'OK',
				message: 'The key is well formed. A signed callback will show whether it is right.',
			}
		: { status: 'Error', message: problem };
}
