import { KEY_OF_TEAM, PUSH, TEAM_URL } from './scenes.mts';
import type { Stage } from './stage.mts';

/** What must not happen at any moment, faults or not: what is other people's is as it was. */
export function harmIn({ tencent, scene, other }: Stage): string[] {
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
	if (scene.hasOther) {
		const has = templates.some(
			({ RecordNotifyUrl, CallbackKey }) =>
				RecordNotifyUrl === other.url && other.knows(CallbackKey),
		);
		must(has, 'another workflow lost its slot or key');
	}
	must(scene.keeps?.(account) ?? true, "a person's change was undone");
	return found;
}
