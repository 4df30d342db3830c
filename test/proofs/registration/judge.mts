import type { Template } from '../../../tools/simulator/account/templates.mts';
import { reachedBy } from './arrivals.mts';
import { KEY_OF_TEAM, PUSH, TEAM_URL } from './scenes/scene.mts';
import type { Stage } from './stage.mts';

const SLOTS_OF = [
	['streamBegin', 'StreamBeginNotifyUrl'],
	['streamEnd', 'StreamEndNotifyUrl'],
	['recordingFile', 'RecordNotifyUrl'],
	['recordingStatus', 'RecordStatusNotifyUrl'],
	['snapshot', 'SnapshotNotifyUrl'],
] as const;

/** What must be true of an activated node, as a list of what is not. */
export function findings({ tencent, node, scene, others }: Stage): string[] {
	const { account } = tencent;
	const found: string[] = [];
	const must = (isTrue: unknown, text: string) => void (isTrue || found.push(text));
	const bound = account.templateOf(PUSH, 'live');
	const arrives = (slot: keyof Template, at: string) => reachedBy(bound?.[slot]).includes(at);
	const selected = node.parameters.events as string[];
	for (const [event, slot] of SLOTS_OF) {
		const text = `${event} ${selected.includes(event) ? 'does not arrive' : 'arrives'}`;
		must(arrives(slot, node.url) === selected.includes(event), text);
	}
	must(bound?.CallbackKey && bound.CallbackKey === node.staticData.callbackKey, 'key not known');
	if (scene.callbackKey) must(bound?.CallbackKey === scene.callbackKey, 'another key');
	for (const other of others.filter(({ isAnswered }) => isAnswered)) {
		must(arrives('RecordNotifyUrl', other.url), `${other.id} lost its slot`);
		must(other.knows(bound?.CallbackKey), `${other.id} lost its key`);
	}
	const ours = [...account.templates.values()].filter(({ TemplateName }) =>
		/^n8n-/.test(TemplateName),
	);
	const isJoined = scene.options?.existingTemplate === 'join';
	const own = (isJoined ? 0 : 1) + (scene.oursToo ?? 0) + (scene.hasTheirs ? 1 : 0);
	must(ours.length === own, 'a template too many');
	const { teamApp } = scene;
	const isOfWholeDomain = teamApp !== undefined;
	if (scene.rulesToo !== 'some') {
		const rules = 2 + (isOfWholeDomain && !isJoined ? 1 : 0) + (scene.rulesToo ?? 0);
		must(account.rules.size === rules, 'a rule too many');
	}
	must(!isOfWholeDomain || account.rules.has(`${PUSH}/${teamApp}`), "a whole domain's rule gone");
	const team = [...account.templates.values()].find(
		({ TemplateName }) => TemplateName === 'team-a',
	);
	if (scene.hasTeam) {
		must(team?.CallbackKey === KEY_OF_TEAM, 'somebody else lost a key');
		must(team?.SnapshotNotifyUrl === TEAM_URL, 'somebody else lost a slot');
		must(team?.Description === 'of-team-a', 'somebody else lost a description');
	}
	return found;
}

/** What must not happen at any moment, faults or not: what is other people's is as it was. */
export function harmIn({ tencent, scene, others }: Stage): string[] {
	const { account } = tencent;
	const found: string[] = [];
	const must = (isTrue: unknown, text: string) => void (isTrue || found.push(text));
	const templates = [...account.templates.values()];
	const elsewhere = account.templateOf(PUSH, 'elsewhere');
	must(elsewhere?.TemplateName === 'elsewhere', 'another app lost its rule');
	const { teamApp } = scene;
	const ofTeam = teamApp === undefined || account.templateOf(PUSH, `not-${teamApp}`);
	must(ofTeam, 'a whole domain lost its rule');
	must(elsewhere?.SnapshotNotifyUrl === TEAM_URL, 'another app lost its slot');
	if (scene.hasTeam) {
		const team = templates.find(({ TemplateName }) => TemplateName === 'team-a');
		must(team?.CallbackKey === KEY_OF_TEAM, 'somebody else lost a key');
		must(team?.SnapshotNotifyUrl === TEAM_URL, 'somebody else lost a slot');
		must(team?.Description === 'of-team-a', 'somebody else lost a description');
	}
	for (const other of others.filter(({ isAnswered }) => isAnswered)) {
		const has = templates.some(
			({ RecordNotifyUrl, CallbackKey }) =>
				reachedBy(RecordNotifyUrl).includes(other.url) && other.knows(CallbackKey),
		);
		must(has, `${other.id} lost its slot or key`);
	}
	must(scene.keeps?.(account) ?? true, "a person's change was undone");
	return found;
}
