import {
	type Found,
	type Rule,
	SLOTS,
	type Template,
} from '../../../../nodes/callbackTemplate/account.ts';
import { writeNote } from '../../../../nodes/callbackTemplate/ownership.ts';
import type { Plan, Wanted } from '../../../../nodes/TencentLvbTrigger/registration/situation.ts';
export const URL_HERE = 'https://n8n.example.com/webhook/4f1c/tencent-lvb';
export const URL_OTHER = 'https://n8n.example.com/webhook/77aa/tencent-lvb';
export const URL_MOVED = 'https://old.example.com/n8n/webhook/4f1c/tencent-lvb';
export const URL_TEAM = 'https://team.example.com/hooks/live';

export const OUR_NAME = 'n8n-0123456789-0123456789ab';
export const KEY = 'templatekey';

/** A node that wants stream begin and end; what a row does not mention is as new. */
export const wanted = (changes: Partial<Wanted> = {}): Wanted => ({
	intent: 'claim',
	domain: 'push.example.com',
	app: 'live',
	templateName: OUR_NAME,
	url: URL_HERE,
	slots: ['StreamBeginNotifyUrl', 'StreamEndNotifyUrl'],
	levels: ['error', 'warning'],
	existing: 'stop',
	keySource: 'generated',
	key: 'freshkey',
	asks: 'none',
	siteSlots: SLOTS,
	previousTemplateIds: [],
	...changes,
});

export const BOTH = {
	StreamBeginNotifyUrl: URL_HERE,
	StreamEndNotifyUrl: URL_HERE,
};

export const ours = (changes: Partial<Template> = {}): Template => ({
	id: 1,
	name: OUR_NAME,
	description: '',
	key: KEY,
	slots: BOTH,
	levels: [],
	...changes,
});

export const teams = (changes: Partial<Template> = {}): Template => ({
	id: 7,
	name: 'team-a',
	description: 'of-team-a',
	key: 'teamkey',
	slots: { RecordNotifyUrl: URL_TEAM },
	levels: [],
	...changes,
});

export const rule = (templateId: number, changes: Partial<Rule> = {}): Rule => ({
	domain: 'push.example.com',
	app: 'live',
	templateId,
	...changes,
});

export const found = (templates: Template[], ...rules: Rule[]): Found => ({
	templates,
	rules,
});

/** One word a step: create, modify 1, bind new, bind 1 over, unbind, delete 1. */
export function outline(plan: Plan): string[] {
	if ('stop' in plan) return [`stop ${plan.stop.reason}`];
	if ('ask' in plan) return plan.ask.map((address) => `ask ${address}`);
	return plan.steps.map((step) => {
		if (step.kind === 'createTemplate') return 'create';
		if (step.kind === 'unbind') return 'unbind';
		if (step.kind === 'bind') return `bind ${step.id ?? 'new'}${step.overRule ? ' over' : ''}`;
		return `${step.kind === 'modifyTemplate' ? 'modify' : 'delete'} ${step.id}`;
	});
}

/** One row of a table of plans. */
export type Row = [reason: string, wants: Partial<Wanted>, account: Found, steps: string[]];

/** The description that notes who holds the recording status slot. */
export const statusNote = (url: string): string =>
	writeNote({ previousTemplateIds: [], recordingStatusUrl: url });

/** The steps and remarks of a plan that is none to stop. */
export function going(plan: Plan): Extract<Plan, { steps: unknown }> {
	if (!('steps' in plan)) throw new Error(`goes on nowhere: ${JSON.stringify(plan)}`);
	return plan;
}
