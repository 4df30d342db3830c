import type { Found } from '../../../../nodes/callbackTemplate/account.ts';
import { planRegistration } from '../../../../nodes/TencentLvbTrigger/registration/planRegistration.ts';
import {
	NOTHING_LEARNED,
	type Peer,
	type Stop,
	type Wanted,
} from '../../../../nodes/TencentLvbTrigger/registration/situation.ts';
import {
	found,
	ours,
	rule,
	teams,
	URL_HERE,
	URL_MOVED,
	URL_OTHER,
	URL_TEAM,
	wanted,
} from './builders.mts';

const OWN_OTHER = 'https://n8n.example.com/webhook/77aa/other';
const [FIRST, ...OTHERS] = Array.from({ length: 10 }, (_, index) => `w${index}`);
const TEN = `https://n8n.example.com/webhook/${FIRST}/tencent-lvb?also=${OTHERS.join(',')}`;
const PAIR = 'push.example.com/live';
const BEGIN_AND_END = "'Stream Started', 'Stream Ended'";

const bound = (begin: string, end: string = begin): Found =>
	found([ours({ slots: { StreamBeginNotifyUrl: begin, StreamEndNotifyUrl: end } })], rule(1));

function stopOf(wants: Partial<Wanted>, account: Found, peers: [string, Peer][] = []): Stop {
	const learned = { ...NOTHING_LEARNED, peers: new Map(peers) };
	const plan = planRegistration(wanted(wants), account, learned);
	if (!('stop' in plan)) throw new Error(`goes on: ${JSON.stringify(plan)}`);
	return plan.stop;
}

describe('A registration that a person has to decide on says', () => {
	test.each<[what: string, account: Found, message: string, workflows: string[] | undefined]>([
		[
			'whose template there is',
			found([teams()], rule(7)),
			`${PAIR} already uses the callback template 'team-a' (7), which this n8n did not make, so it was left alone`,
			undefined,
		],
		[
			'that it holds for the whole domain',
			found([teams()], rule(7, { app: '' })),
			`${PAIR} already uses the callback template 'team-a' (7), which holds for the whole domain and which this n8n did not make, so it was left alone`,
			undefined,
		],
		[
			'which event goes to another address of this n8n',
			bound(URL_HERE, OWN_OTHER),
			`'Stream Ended' of ${PAIR} already goes to ${OWN_OTHER} (this n8n); Tencent sends each event to one address only`,
			[OWN_OTHER],
		],
		[
			'which events go to an address elsewhere',
			bound(URL_TEAM),
			`${BEGIN_AND_END} of ${PAIR} already go to ${URL_TEAM}; Tencent sends each event to one address only`,
			[],
		],
		[
			'which events go to two addresses',
			bound(OWN_OTHER, URL_TEAM),
			`${BEGIN_AND_END} of ${PAIR} already go to ${OWN_OTHER} (this n8n), ${URL_TEAM}; Tencent sends each event to one address only`,
			[OWN_OTHER],
		],
		[
			'which event goes to what is no address',
			bound(URL_HERE, 'nowhere'),
			`'Stream Ended' of ${PAIR} already goes to nowhere; Tencent sends each event to one address only`,
			[],
		],
		[
			'which event goes to a former address',
			bound(URL_HERE, URL_MOVED),
			`'Stream Ended' of ${PAIR} goes to ${URL_MOVED}, a former address or a copy of this n8n`,
			undefined,
		],
		[
			'which events go to a former address',
			bound(URL_MOVED),
			`${BEGIN_AND_END} of ${PAIR} go to ${URL_MOVED}, a former address or a copy of this n8n`,
			undefined,
		],
		[
			'which event goes elsewhere beside one that goes to a former address',
			bound(URL_MOVED, URL_TEAM),
			`'Stream Ended' of ${PAIR} already goes to ${URL_TEAM}; Tencent sends each event to one address only`,
			[],
		],
		[
			'which event starts as many workflows as can share it',
			bound(URL_HERE, TEN),
			`'Stream Ended' of ${PAIR} already starts 10 workflows of this n8n, which is as many as can share an event`,
			[FIRST, ...OTHERS].map((id) => `https://n8n.example.com/webhook/${id}/tencent-lvb`),
		],
		[
			'which events start as many workflows as can share them',
			bound(TEN),
			`${BEGIN_AND_END} of ${PAIR} already start 10 workflows of this n8n, which is as many as can share an event`,
			[FIRST, ...OTHERS].map((id) => `https://n8n.example.com/webhook/${id}/tencent-lvb`),
		],
	])('%s', (_what, account, message, workflows) => {
		const stop = stopOf({}, account);
		expect(stop.message).toBe(message);
		expect(stop.workflows).toEqual(workflows);
	});

	test.each([
		['one event', bound(URL_HERE, `${URL_OTHER}?also=x`), "'Stream Ended'", 'goes', 'it'],
		['several', bound(`${URL_OTHER}?also=x`), BEGIN_AND_END, 'go', 'them'],
	])('that n8n can not reach itself to share %s', (_what, account, events, go, them) => {
		const { message, nextStep } = stopOf({ asks: 'carrier' }, account, [
			[URL_OTHER, 'unreachable'],
		]);
		expect(message).toBe(
			`${events} of ${PAIR} already ${go} to another workflow of this n8n, which would hand ${them} on to this one, but this n8n can't reach its own address https://n8n.example.com`,
		);
		expect(nextStep).toContain(`whose trigger shows ${URL_OTHER} under 'Webhook URLs'`);
	});

	test('that a slot of a template to be joined is taken', () => {
		const account = found([teams({ slots: { StreamEndNotifyUrl: URL_TEAM } })], rule(7));
		expect(stopOf({ existing: 'join' }, account).message).toBe(
			`The callback template 'team-a' (7) of ${PAIR} already sends 'Stream Ended' to ${URL_TEAM}, so this workflow can't be added to it`,
		);
	});
});
