import { placeKey, utcSecond } from '../../account/account.mts';
import { answer, type Handler, type Handlers, refuse } from '../handler.mts';
import { foreignDomain, placeOf } from './paging.mts';

type Body = Record<string, unknown>;

/** The actions of this family call the push domain by another name than the rest of the API. */
const pushPlaceOf = ({ PushDomainName, ...rest }: Body) =>
	placeOf({ ...rest, DomainName: PushDomainName });

const start: Handler = (body, context) => {
	const place = pushPlaceOf(body);
	const refusal = foreignDomain(place.domain, context);
	if (refusal) return { ok: false, refusal };
	context.account.standby.set(placeKey(place), place);
	return answer();
};

// What Tencent says where no standby picture is shown is not documented; nothing is left to stop.
const stop: Handler = (body, context) => {
	const place = pushPlaceOf(body);
	const refusal = foreignDomain(place.domain, context);
	if (refusal) return { ok: false, refusal };
	context.account.standby.delete(placeKey(place));
	return answer();
};

/** A picture or video in a stream's place. */
export const standby: Handlers = { StartLivePadStream: start, StopLivePadStream: stop };

const list: Handler = ({ StreamName }, { account }) =>
	answer({
		StreamInfoList: [...account.backups]
			.filter(([name]) => (StreamName ?? name) === name)
			.map(([name, pushes]) => ({
				StreamName: name,
				BackupList: pushes.map((push) => ({
					DomainName: push.domain,
					AppName: push.appName,
					PublishTime: utcSecond(push.publishedAt),
					UpstreamSequence: push.sequence,
					SourceFrom: push.source,
					MasterFlag: Number(push.isMain),
				})),
				OptimalEnable: 0,
				HostGroupName: '',
			})),
	});

const switchTo: Handler = (body, context) => {
	const { domain, appName, streamName } = pushPlaceOf(body);
	const refusal = foreignDomain(domain, context);
	if (refusal) return { ok: false, refusal };
	const pushes = context.account.backups.get(streamName) ?? [];
	const wanted = pushes.find(
		(push) =>
			push.sequence === body.UpstreamSequence && push.domain === domain && push.appName === appName,
	);
	if (!wanted)
		return refuse(
			'InvalidParameter',
			`${streamName} has no push ${String(body.UpstreamSequence)} on ${domain}/${appName}.`,
		);
	for (const push of pushes) push.isMain = push === wanted;
	return answer();
};

/** Main and backup pushes of one stream. */
export const backupStreams: Handlers = {
	DescribeBackupStreamList: list,
	SwitchBackupStream: switchTo,
};
