import type { PullTask } from '../../account/pullTask.mts';
import type { HandlerContext } from '../handler.mts';
import type { Refusal } from '../refusal.mts';
import { foreignDomain } from './ownPlace.mts';
import { readTime } from './period.mts';

const DAY_MS = 86_400_000;

type Fields = Pick<PullTask, 'SourceType' | 'SourceUrls' | 'StartTime' | 'EndTime'> &
	Partial<PullTask>;

/** Why Tencent would not take the relay task. */
export function pullTaskProblem(task: Fields, context: HandlerContext): Refusal | undefined {
	return (
		sourceProblem(task) ??
		timeProblem(task, context) ??
		targetProblem(task, context) ??
		(task.CallbackUrl && !hasScheme(task.CallbackUrl, /^https?:$/)
			? refusal('InvalidCallbackUrl', 'CallbackUrl is not an http or https address.')
			: undefined)
	);
}

function sourceProblem({ SourceType, SourceUrls }: Fields): Refusal | undefined {
	const isLive = SourceType === 'PullLivePushLive';
	if (SourceUrls.length === 0 || (isLive && SourceUrls.length > 1))
		return refusal(
			'InvalidSourceUrl',
			isLive ? 'A live source has exactly one address.' : 'A source address is missing.',
		);
	const wrong = SourceUrls.find((url) => !hasScheme(url, /^(https?|rtmps?|rtsp|rtp|srt|webrtc):$/));
	return wrong === undefined
		? undefined
		: refusal('InvalidSourceUrl', `${wrong} is not an address that can be pulled.`);
}

function timeProblem({ StartTime, EndTime }: Fields, context: HandlerContext): Refusal | undefined {
	const { now, site } = context;
	const from = readTime(StartTime);
	const to = readTime(EndTime);
	const maxDays = site === 'international' ? 7 : 30;
	if (from === undefined || to === undefined)
		return refusal('InvalidTaskTime', 'StartTime and EndTime must be UTC times.');
	if (to <= from || to <= now)
		return refusal('InvalidTaskTime', 'EndTime must be after StartTime and after now.');
	return to - from < maxDays * DAY_MS
		? undefined
		: refusal('InvalidTaskTime', `A task must be shorter than ${maxDays} days.`);
}

function targetProblem(task: Fields, context: HandlerContext): Refusal | undefined {
	const { ToUrl, DomainName = '', AppName, StreamName } = task;
	if (ToUrl)
		return hasScheme(ToUrl, /^(rtmps?|srt|webrtc):$/)
			? undefined
			: refusal('InvalidToUrl', 'ToUrl is not an address that can be pushed to.');
	if (!AppName || !StreamName)
		return {
			code: 'InvalidParameter',
			message: 'AppName and StreamName, or ToUrl, must be given.',
		};
	return foreignDomain(DomainName, context);
}

const hasScheme = (url: string, schemes: RegExp): boolean =>
	URL.canParse(url) && schemes.test(new URL(url).protocol);

const refusal = (kind: string, message: string): Refusal => ({
	code: `InvalidParameter.${kind}`,
	message,
});
