import type { IDataObject } from 'n8n-workflow';
import type { Stage } from '../stage.mts';
import type { Tencent } from '../tencent.mts';

export const PUSH = 'push.example.com';
export const TEAM_URL = 'https://team.example.com/hooks/live';
export const KEY_OF_TEAM = 'teamkey';

/** The key of a credential, before and after it was changed. */
export const OWN_KEYS = { previous: 'OwnKey0', present: 'OwnKey1' };

/** What an account and its n8n look like before the node is activated, or while it is. */
export interface Scene {
	name: string;
	parameters?: IDataObject;
	options?: IDataObject;
	callbackKey?: string;
	/** The key before it, under which the other workflows were activated with the same credential. */
	previousCallbackKey?: string;
	/** Somebody else's template is bound. */
	hasTeam?: boolean;
	/** The app of that template's rule: that of the node, unless the rule holds for every app. */
	teamApp?: '' | '*';
	/** So many other workflows of this n8n receive recording files. */
	others?: number;
	/** Brings the node into the state that the activation under test begins with. */
	prepare?: (staged: Stage) => Promise<void>;
	/** A deactivation without an activation before leaves what is there. */
	isOthers?: boolean;
	/** The node is activated already. */
	isActive?: boolean;
	/** What an activation is refused with; it then changes nothing that lasts. */
	stops?: RegExp;
	/** What the heartbeat tells a person who has changed something. */
	tells?: RegExp;
	/** How many rules, and templates of this n8n, there are beside those of the node. */
	rulesToo?: number | 'some';
	oursToo?: number;
	/** The template of another n8n is there, too. */
	hasTheirs?: boolean;
	/** What is true of the account once a heartbeat has told a person. */
	comesTo?: (account: Tencent['account']) => boolean;
	/** What stays true of the account whatever happens. */
	keeps?: (account: Tencent['account']) => boolean;
}
export const REPLACE = { existingTemplate: 'replace' };
export const JOIN = { existingTemplate: 'join' };

/** Activates the node with other parameters than it has later. */
export async function activateWith({ node }: Stage, parameters: IDataObject): Promise<void> {
	const chosen = node.parameters;
	node.parameters = { ...chosen, ...parameters };
	await node.activate();
	node.parameters = chosen;
}
/** Activates the node while its n8n had another address. */
export async function activateElsewhere({ node }: Stage): Promise<void> {
	const { url } = node;
	node.url = url.replace('n8n.', 'old.');
	await node.activate();
	node.url = url;
}

/** The template in force for the node. */
export const bound = ({ tencent }: Stage) => tencent.account.templateOf(PUSH, 'live')!;
