import { createNode, PROCESS, type Node } from '../../../proofs/registration/n8n.mts';
import { createTencent, type Tencent } from '../../../proofs/registration/tencent.mts';
import { templateName } from '../../../../nodes/callbackTemplate/ownership.ts';
import type { Template } from '../../../../tools/simulator/account/templates.mts';

const PUSH = 'push.example.com';
const OTHER_DOMAIN = 'b.example.com';
const TEAM_URL = 'https://team.example.com/hooks/live';

type Account = Tencent['account'];
type Place = readonly [domain: string, app: string];

/** Where the node's address was left. */
const PLACES: Record<string, readonly Place[]> = {
	'another domain': [[OTHER_DOMAIN, 'live']],
	'another app': [[PUSH, 'before']],
	'several places': [
		[OTHER_DOMAIN, 'live'],
		[PUSH, 'before'],
		[OTHER_DOMAIN, 'before'],
	],
};

/** What is peculiar about a leftover. */
interface Kind {
	isUnbound?: boolean;
	/** Another workflow of this n8n has a slot in it. */
	isShared?: boolean;
	/** It displaced somebody's template. */
	hasFormer?: boolean;
	/** The address of the recording status, which Tencent does not show, is the node's too. */
	hasStatus?: boolean;
	/** A person has bound it to another app as well, or only there. */
	isBoundByPerson?: boolean;
}

const KINDS: Record<string, Kind> = {
	bound: {},
	unbound: { isUnbound: true },
	shared: { isShared: true },
	'shared, unbound': { isShared: true, isUnbound: true },
	'with a former template': { hasFormer: true },
	'with a former template, unbound': { hasFormer: true, isUnbound: true },
	'with a former template, shared': { hasFormer: true, isShared: true },
	'with the recording status': { hasStatus: true },
	'with the recording status, shared': { hasStatus: true, isShared: true },
	'bound by a person too': { isBoundByPerson: true },
	'bound by a person only': { isBoundByPerson: true, isUnbound: true },
	'bound by a person only, shared': { isBoundByPerson: true, isUnbound: true, isShared: true },
};

interface World {
	tencent: Tencent;
	account: Account;
	node: Node;
	other: Node;
}

/** What the node finds where it wants to be, and how its account looks to it there. */
const STARTS: Record<string, { existing?: string; make?: (world: World) => Promise<void> | void }> =
	{
		'nothing there': {},
		'ours and equal': { make: async ({ node }) => void (await node.activate()) },
		'ours with another event': {
			make: async ({ node }) => {
				node.parameters.events = ['streamBegin', 'snapshot'];
				await node.activate();
				node.parameters.events = ['streamBegin', 'streamEnd'];
			},
		},
		'ours without a rule': {
			make: async ({ node, account }) => {
				await node.activate();
				account.rules.delete(`${PUSH}/live`);
			},
		},
		"another workflow's": { make: async ({ other }) => void (await other.activate()) },
		'ours, shared': {
			make: async ({ node, other }) => {
				await other.activate();
				await node.activate();
			},
		},
		"somebody else's, replaced": {
			existing: 'replace',
			make: async ({ node, account }) => {
				bindTeam(account);
				await node.activate();
			},
		},
		"somebody else's, joined": {
			existing: 'join',
			make: async ({ node, account }) => {
				bindTeam(account);
				await node.activate();
			},
		},
	};

/** Starts that only an activation may go on from: a repair fights nobody. */
const CLAIMED: typeof STARTS = {
	"somebody else's, to be replaced": {
		existing: 'replace',
		make: ({ account }) => bindTeam(account),
	},
	"somebody else's, to be joined": { existing: 'join', make: ({ account }) => bindTeam(account) },
	'that of the whole domain, to be replaced': {
		existing: 'replace',
		make: ({ account }) => bindTeam(account, ''),
	},
};

function bindTeam(account: Account, app = 'live'): void {
	const { TemplateId } = account.addTemplate({
		TemplateName: 'team-a',
		CallbackKey: 'teamkey',
		SnapshotNotifyUrl: TEAM_URL,
	});
	account.bind(PUSH, app, TemplateId);
}

interface Left {
	place: Place;
	kind: Kind;
	template: Template;
	former?: Template;
}

function leave({ account, node, other }: World, place: Place, kind: Kind): Left {
	const [domain, app] = place;
	const former = kind.hasFormer
		? account.addTemplate({ TemplateName: `former-of-${app}`, SnapshotNotifyUrl: TEAM_URL })
		: undefined;
	const status = `rs-${Buffer.from(node.url).toString('base64url')}`;
	const template = account.addTemplate({
		TemplateName: templateName('instance', { domain, app }),
		Description: [
			...(former ? [`prev-${former.TemplateId}`] : []),
			...(kind.hasStatus ? [status] : []),
		].join('_'),
		CallbackKey: 'leftkey',
		StreamBeginNotifyUrl: node.url,
		...(kind.isShared ? { SnapshotNotifyUrl: other.url } : {}),
		...(kind.hasStatus ? { RecordStatusNotifyUrl: node.url } : {}),
	});
	if (!kind.isUnbound) account.bind(domain, app, template.TemplateId);
	if (kind.isBoundByPerson) account.bind(domain, `${app}-too`, template.TemplateId);
	return { place, kind, template: { ...template }, former };
}

const textOf = (value: unknown) => JSON.stringify(value);

/** What is not as it should be. */
function wrongIn({ account, node, other }: World, left: readonly Left[], hasOther: boolean) {
	const wrong: string[] = [];
	const must = (isTrue: unknown, text: string) => void (isTrue || wrong.push(text));
	const bound = account.templateOf(PUSH, 'live');
	must(bound?.StreamBeginNotifyUrl === node.url, 'stream begin does not arrive');
	must(bound?.StreamEndNotifyUrl === node.url, 'stream end does not arrive');
	const isRead = node.warnings.some((text) => text.includes('publish it again to store'));
	must(bound?.CallbackKey === node.staticData.callbackKey || isRead, 'the key is not known');
	must(!hasOther || bound?.RecordNotifyUrl === other.url, 'the other workflow lost its slot');
	for (const one of account.templates.values()) {
		must(one === bound || !textOf(one).includes(node.url), `an address left in ${textOf(one)}`);
	}
	for (const { place, kind, template, former } of left) {
		const [domain, app] = place;
		const named = [...account.templates.values()].filter(
			({ TemplateName }) => TemplateName === template.TemplateName,
		);
		const rule = account.rules.get(`${domain}/${app}`);
		const at = rule && account.templates.get(rule.TemplateId);
		if (kind.isShared) {
			must(named.length === 1, `${named.length} templates of ${domain}/${app}`);
			must(named[0]?.SnapshotNotifyUrl === other.url, 'a sharer lost its slot');
			must(named[0]?.CallbackKey === 'leftkey', 'a sharer lost its key');
			const note = former ? `prev-${former.TemplateId}` : '';
			must(named[0]?.Description === note, `a sharer's note is ${named[0]?.Description}`);
			must(kind.isUnbound || at === named[0], 'a sharer lost its rule');
		} else if (kind.isBoundByPerson) {
			must(account.templateOf(domain, `${app}-too`) === named[0], "a person's rule is gone");
			must(at === undefined, 'a rule is left');
		} else {
			must(named.length === 0, `a template of ${domain}/${app} is left`);
			// Its name is a hash: where no rule is left to tell the domain and app, a person has to.
			const isTold = node.warnings.some((text) => text.includes(`template ${former?.TemplateId}`));
			const isAsBefore = at === former || (kind.isUnbound === true && isTold && at === undefined);
			must(isAsBefore, `${textOf(at)} is bound`);
		}
		must(!former || textOf(account.templates.get(former.TemplateId)) === textOf(former), 'former');
	}
	const elsewhere = account.templateOf('c.example.com', 'live');
	must(elsewhere?.TemplateName === 'elsewhere', "somebody else's rule is gone");
	must(elsewhere?.SnapshotNotifyUrl === TEAM_URL, "somebody else's slot is gone");
	const team = [...account.templates.values()].find((one) => one.TemplateName === 'team-a');
	must(!team || team.SnapshotNotifyUrl === TEAM_URL, 'the team lost its slot');
	return wrong;
}

const MOMENTS = ['activation', "a start of n8n's", 'tick'] as const;

interface Walk {
	start: (typeof STARTS)[string];
	places: readonly Place[];
	kind: Kind;
	moment: (typeof MOMENTS)[number];
	isStateLost: boolean;
	emptyStringOnModify?: 'ignored';
}

/** Tells the nodes of one process apart. */
let walks = 0;

async function walk({ start, places, kind, moment, isStateLost, ...guesses }: Walk) {
	const tencent = createTencent({ guesses });
	const { account } = tencent;
	for (const name of [OTHER_DOMAIN, 'c.example.com']) account.addDomain({ name });
	const elsewhere = account.addTemplate({
		TemplateName: 'elsewhere',
		SnapshotNotifyUrl: TEAM_URL,
	});
	account.bind('c.example.com', 'live', elsewhere.TemplateId);
	const options = start.existing ? { existingTemplate: start.existing } : {};
	walks += 1;
	const node = createNode({ tencent, options, workflowId: `w${walks}` });
	const other = createNode({
		tencent,
		id: 'other',
		parameters: { events: ['recordingFile'] },
		options,
	});
	const world: World = { tencent, account, node, other };
	await start.make?.(world);
	const hasOther = other.staticData.registeredUrl !== undefined;
	const left = places.map((place) => leave(world, place, kind));
	if (moment === 'tick') {
		const isNew = node.staticData.registeredUrl === undefined;
		if (isStateLost || isNew) {
			node.staticData = { registeredUrl: node.url, callbackKey: 'K'.repeat(32) };
		}
		node.load();
		node.startHeartbeat();
		await node.tick();
	} else {
		const [domain, appName] = places[0];
		node.staticData = isStateLost
			? {}
			: { domain, appName, callbackKey: 'leftkey', templateId: left[0].template.TemplateId };
		const { message } = await node.activate(moment === 'activation' ? 'activate' : 'init');
		if (message !== undefined) return [`refused: ${message}`];
	}
	const wrong = wrongIn(world, left, hasOther);
	if (wrong.length > 0) return wrong;

	const { length } = tencent.calls;
	const isDone = await PROCESS.checkRegistration(node.hook('init'));
	if (!isDone || tencent.calls.length > length + 2) return ['there is still something to do'];
	await node.deactivate();
	const traces = [...account.templates.values()].filter((one) => textOf(one).includes(node.url));
	return traces.map((one) => `a deactivation leaves ${textOf(one)}`);
}

describe("what is left of a node's address elsewhere", () => {
	const cases = Object.keys(PLACES).flatMap((where) =>
		MOMENTS.flatMap((moment) => [true, false].map((lost) => [where, moment, lost] as const)),
	);
	test.each(cases)(
		'(%s, at %s, state lost: %s) goes, and nothing of what was claimed with it',
		async (where, moment, isStateLost) => {
			const all = Object.entries(moment === 'activation' ? { ...STARTS, ...CLAIMED } : STARTS);
			// Where it was left makes no difference to what is found; every other will do.
			const starts = all.filter((_, at) => where === 'another domain' || at % 2 === 0);
			for (const [startName, start] of starts) {
				for (const [kindName, kind] of Object.entries(KINDS)) {
					const wrong = await walk({ start, places: PLACES[where], kind, moment, isStateLost });
					expect([startName, kindName, ...wrong]).toEqual([startName, kindName]);
				}
			}
		},
	);
});
