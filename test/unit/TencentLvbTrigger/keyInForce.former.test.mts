import type { IDataObject, IHookFunctions } from 'n8n-workflow';
import {
	keepUnfinished,
	storeKey,
	storeReleasedKey,
} from '../../../nodes/TencentLvbTrigger/keyInForce.ts';
import { readState, writeState } from '../../../nodes/TencentLvbTrigger/settings.ts';

const NOW = Date.UTC(2026, 10, 24);
const HALF_AN_HOUR = 30 * 60_000;
const DAY = 24 * 60 * 60_000;

const modeOf = (mode: string) => ({ getActivationMode: () => mode }) as unknown as IHookFunctions;

describe('A former key', () => {
	const stored = (data: IDataObject) => readState(data).formerCallbackKeys;
	const former = (callbackKey: string, until = NOW + HALF_AN_HOUR) => ({ callbackKey, until });

	test('counts for half an hour more, the newest first, with four at most', () => {
		const data: IDataObject = { callbackKey: 'k0' };
		const found = [1, 2, 3, 4, 5, 6].map((number) => {
			storeKey(modeOf('update'), data, { key: `k${number}`, now: NOW });
			return stored(data)
				?.map(({ callbackKey }) => callbackKey)
				.join(' ');
		});
		expect(found).toEqual(['k0', 'k1 k0', 'k2 k1 k0', 'k3 k2 k1 k0', 'k4 k3 k2 k1', 'k5 k4 k3 k2']);
		expect(stored(data)?.map(({ until }) => until)).toEqual(Array(4).fill(NOW + HALF_AN_HOUR));
	});

	test.each([-1, 0, 1])('is forgotten once its time is over: %i ms', (left) => {
		const data: IDataObject = {
			...{ callbackKey: 'new', formerCallbackKeys: [former('old', NOW + left)] },
		};
		storeKey(modeOf('update'), data, { key: 'new', now: NOW });
		expect(stored(data)).toEqual(left > 0 ? [former('old', NOW + left)] : undefined);
	});

	test('is none where it is the present one again', () => {
		const data: IDataObject = { callbackKey: 'b', formerCallbackKeys: [former('a', NOW + 1)] };
		storeKey(modeOf('update'), data, { key: 'a', now: NOW });
		expect(stored(data)).toEqual([former('b')]);
		storeKey(modeOf('update'), data, { key: 'a', now: NOW });
		expect(stored(data)).toEqual([former('b')]);
	});

	test.each([
		['a change at Tencent that an update finds', 'update', undefined, undefined, true],
		['a change at Tencent that a person closes', 'activate', undefined, undefined, false],
		['another source', 'activate', undefined, 'credential-1', true],
		['another credential', 'activate', 'credential-1', 'credential-2', true],
		['another source, back', 'activate', 'credential-1', undefined, true],
		['a change within one credential', 'update', 'credential-1', 'credential-1', false],
		[
			'a change within one credential, by a person',
			'activate',
			'credential-1',
			'credential-1',
			false,
		],
	])('is kept or not after %s', (_what, mode, before, credentialId, isKept) => {
		const data: IDataObject = { formerCallbackKeys: [former('older', NOW + 5)] };
		writeState(data, { callbackKey: 'old', callbackKeyCredential: before });
		storeKey(modeOf(mode), data, { key: 'new', credentialId, now: NOW });
		expect(readState(data)).toMatchObject({
			callbackKey: 'new',
			callbackKeyCredential: credentialId,
		});
		const isClosed = mode === 'activate' && before === credentialId;
		const older = isClosed ? [] : [former('older', NOW + 5)];
		const all = isKept ? [former('old'), ...older] : older;
		expect(stored(data)).toEqual(all.length === 0 ? undefined : all);
	});

	test.each([
		['a template', undefined, [former('old')]],
		['a credential', 'credential-1', undefined],
	])('is kept at a deactivation where it is that of %s', (_what, credential, expected) => {
		const data: IDataObject = {};
		writeState(data, { callbackKey: 'old', callbackKeyCredential: credential });
		storeReleasedKey(data, { key: 'found', now: NOW });
		expect(stored(data)).toEqual(expected);
		expect(readState(data).callbackKey).toBe('found');
	});

	test.each([
		['elsewhere', 'credential-2', [former('old', NOW + DAY)]],
		['where it was', 'credential-1', undefined],
	])(
		'lasts a day where the present one is kept %s and Tencent does not know it',
		(_where, id, expected) => {
			const data: IDataObject = {};
			writeState(data, { callbackKey: 'old', callbackKeyCredential: 'credential-1' });
			keepUnfinished(data, { credentialId: id, now: NOW });
			expect(stored(data)).toEqual(expected);
			expect(readState(data).callbackKey).toBe('old');
		},
	);
});
