import type { Rule, Template } from '../../../../nodes/callbackTemplate/account.ts';
import { templateKeyOf } from '../../../../nodes/TencentLvbTrigger/reception/keyRotation.ts';
import {
	found,
	KEY,
	OUR_NAME,
	ours,
	rule,
	statusNote,
	teams,
	URL_HERE,
	URL_OTHER,
} from '../registration/builders.mts';

const REGISTERED = {
	domain: 'push.example.com',
	app: 'live',
	addresses: [URL_HERE],
	templateName: OUR_NAME,
	joins: false,
};

const read = (templates: Template[], rules: Rule[], changes: Partial<typeof REGISTERED> = {}) =>
	templateKeyOf(found(templates, ...rules), { ...REGISTERED, ...changes });

const JOINED = teams({ slots: { StreamBeginNotifyUrl: URL_HERE } });
const MISSING = { RecordNotifyUrl: URL_OTHER };

describe('The key of a node’s template', () => {
	test.each<[string, Template[], Rule[], Partial<typeof REGISTERED>, string]>([
		['ours', [ours()], [rule(1)], {}, KEY],
		['ours among others', [teams(), ours()], [rule(7, { app: 'x' }), rule(1)], {}, KEY],
		['ours, found by a former address', [ours()], [rule(1)], { addresses: ['x', URL_HERE] }, KEY],
		[
			'ours, whose note alone holds the address',
			[ours({ slots: {}, description: statusNote(URL_HERE) })],
			[rule(1)],
			{},
			KEY,
		],
		['one of the whole domain', [JOINED], [rule(7, { app: '' })], { joins: true }, 'teamkey'],
		[
			'the app’s own beside one of the whole domain',
			[ours(), teams()],
			[rule(7, { app: '' }), rule(1)],
			{},
			KEY,
		],
		['one that was joined', [JOINED], [rule(7)], { joins: true }, 'teamkey'],
	])('is read from %s', (_, templates, rules, changes, key) => {
		expect(read(templates, rules, changes)).toEqual({ ok: true, key });
	});

	test.each<[string, Template[], Rule[], Partial<typeof REGISTERED>, RegExp]>([
		['nothing is bound', [ours()], [], {}, /has no callback template any more/],
		['its template is gone', [], [rule(1)], {}, /has no callback template any more/],
		[
			'another app is bound',
			[ours()],
			[rule(1, { app: 'x' })],
			{},
			/has no callback template any more/,
		],
		['it was not joined', [JOINED], [rule(7)], {}, /'team-a' \(7\).*not made by this n8n/],
		['it sends elsewhere', [ours({ slots: MISSING })], [rule(1)], {}, /not send to this node/],
		['a joined one sends elsewhere', [teams()], [rule(7)], { joins: true }, /not send to this/],
		['no address is known', [ours()], [rule(1)], { addresses: [] }, /not send to this node/],
		['it has none', [ours({ key: '' })], [rule(1)], {}, /has no callback key/],
	])('is not read where %s, and the text says so', (_, templates, rules, changes, text) => {
		const reading = read(templates, rules, changes);
		expect(reading).toEqual({
			ok: false,
			message: expect.stringMatching(text),
			nextStep: expect.stringMatching(/^[A-Z].*\.$/),
		});
		expect(JSON.stringify(reading)).not.toMatch(/teamkey|templatekey/);
	});
});
