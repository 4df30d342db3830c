import { checkManual } from '../../../../nodes/TencentLvbTrigger/registration/requirements.ts';
import type { RegistrationSettings } from '../../../../nodes/TencentLvbTrigger/settings.ts';
import { EVENTS } from '../../../../nodes/callback/generated/events.ts';

const signed = Object.values(EVENTS).find((event) => event.signed)!;
const unsigned = Object.values(EVENTS).filter((event) => !event.signed);

const reasonOf = async (
	{ events, acceptUnsigned }: Pick<RegistrationSettings, 'events' | 'acceptUnsigned'>,
	callbackKey?: string,
) => {
	const context = {
		getCredentials: async () =>
			callbackKey === undefined ? await Promise.reject(new Error('none')) : { callbackKey },
	};
	const settings = { events, acceptUnsigned, streamNameFilter: '' } as RegistrationSettings;
	return (await checkManual(context as never, settings))?.reason;
};

describe('A manual registration', () => {
	test.each([
		['signed events', [signed], false],
		['signed events, though unsigned ones are taken', [signed], true],
		['signed events among others that are taken', [...unsigned, signed], true],
		['unsigned events that are not taken', unsigned, false],
	])('needs a key for %s', async (_what, events, acceptUnsigned) => {
		expect(await reasonOf({ events, acceptUnsigned })).toBe('noCallbackCredential');
		expect(await reasonOf({ events, acceptUnsigned }, '')).toBe('callbackKey');
		expect(await reasonOf({ events, acceptUnsigned }, 'abc')).toBeUndefined();
	});

	test('needs none for unsigned events that are taken', async () => {
		expect(await reasonOf({ events: unsigned, acceptUnsigned: true })).toBeUndefined();
	});

	test('needs an event', async () => {
		expect(await reasonOf({ events: [], acceptUnsigned: true }, 'abc')).toBe('noEvents');
	});
});
