import type { IDataObject } from 'n8n-workflow';
import { readState, writeState } from '../../../nodes/TencentLvbTrigger/settings.ts';

describe('What n8n keeps for the node', () => {
	test.each([
		['a text', { callbackKey: 'a' }, { callbackKey: 'a' }],
		['an empty text', { callbackKey: '' }, {}],
		['a number in place of a text', { callbackKey: 7 }, {}],
		['an id', { templateId: 7 }, { templateId: 7 }],
		['an id as text', { templateId: '7' }, { templateId: '7' }],
		['an id that is none', { templateId: {} }, {}],
		['no list of keys', { formerCallbackKeys: 'x' }, {}],
		[
			'a list of keys with others in it',
			{
				formerCallbackKeys: [
					...[null, {}, { callbackKey: 'a' }, { callbackKey: '', until: 1 }],
					...[
						{ callbackKey: 'b', until: '1' },
						{ callbackKey: 'c', until: 0 },
					],
				],
			},
			{ formerCallbackKeys: [{ callbackKey: 'c', until: 0 }] },
		],
	])('is read whatever stands there: %s', (_what, data, expected) => {
		const present = Object.entries(readState(data as IDataObject)).filter(
			([, value]) => value !== undefined,
		);
		expect(Object.fromEntries(present)).toEqual(expected);
	});

	test('is written only where it changes, and removed where nothing is left', () => {
		const list = [{ callbackKey: 'c', until: 0 }];
		const data: IDataObject = { formerCallbackKeys: list, domain: 'a', appName: 'live' };
		writeState(data, { formerCallbackKeys: [...list], domain: undefined, appName: 'other' });
		expect(data.formerCallbackKeys).toBe(list);
		expect(data).toStrictEqual({ formerCallbackKeys: list, appName: 'other' });
	});
});
