import { type Account, beijingTime, type Domain } from '../../account/account.mts';
import { answer, type Handler, type Handlers, refuse } from '../handler.mts';
import { page } from './paging.mts';

const MAX_DOMAINS = 100;

const describeAll: Handler = (body, { account }) => {
	const {
		DomainStatus,
		DomainType,
		DomainPrefix = '',
		IsDelayLive = 0,
		PlayType,
	} = body as Filters;
	const found = [...account.domains.values()].filter(
		(domain) =>
			(DomainStatus === undefined || Boolean(DomainStatus) === domain.enabled) &&
			(DomainType === undefined || DomainType === typeNumber(domain)) &&
			domain.name.startsWith(DomainPrefix) &&
			IsDelayLive === 0 &&
			(PlayType === undefined || PlayType === 1),
	);
	const { items, total } = page(found, body);
	return answer({
		AllCount: total,
		DomainList: items.map(onTheWire),
		CreateLimitCount: Math.max(0, MAX_DOMAINS - account.domains.size),
		PlayTypeCount: [0, 0, 0],
	});
};

const describeOne: Handler = ({ DomainName }, { account }) => {
	const domain = account.domains.get(String(DomainName));
	return domain
		? answer({ DomainInfo: onTheWire(domain) })
		: domainNotFound('ResourceNotFound.DomainNotExist', DomainName);
};

/** Enable and forbid; the code for an unknown domain differs between the two. */
const switchTo =
	(enabled: boolean, codeUnknown: string): Handler =>
	({ DomainName }, { account }) => {
		const domain = account.domains.get(String(DomainName));
		if (!domain) return domainNotFound(codeUnknown, DomainName);
		domain.enabled = enabled;
		return answer();
	};

export const domains: Handlers = {
	DescribeLiveDomains: describeAll,
	DescribeLiveDomain: describeOne,
	EnableLiveDomain: switchTo(true, 'ResourceNotFound.DomainNoRecord'),
	ForbidLiveDomain: switchTo(false, 'ResourceNotFound'),
};

interface Filters {
	DomainStatus?: number;
	DomainType?: number;
	DomainPrefix?: string;
	IsDelayLive?: number;
	PlayType?: number;
}

const typeNumber = ({ type }: Domain): number => (type === 'push' ? 0 : 1);

const onTheWire = (domain: Domain): Record<string, unknown> => ({
	Name: domain.name,
	Type: typeNumber(domain),
	Status: Number(domain.enabled),
	CreateTime: beijingTime(domain.createdAt),
	BCName: 1,
	TargetDomain: `${domain.name}.cname.example.com`,
	PlayType: 1,
	IsDelayLive: 0,
	CurrentCName: `${domain.name}.cname.example.com`,
	RentTag: 0,
	RentExpireTime: '0000-00-00 00:00:00',
	IsMiniProgramLive: 0,
});

const domainNotFound = (code: string, name: unknown) =>
	refuse(code, `Domain ${String(name)} does not exist.`);

const pushKey: Handler = ({ DomainName }, { account }) => {
	const domain = domainOf(account, 'push', DomainName);
	if (!domain) return noDomainOfType('ResourceNotFound.PushDomainNoRecord', 'push', DomainName);
	const { enabled, mainKey, backupKey, validSeconds } = domain.auth;
	return answer({
		PushAuthKeyInfo: {
			DomainName,
			Enable: Number(enabled),
			MasterAuthKey: mainKey,
			BackupAuthKey: backupKey,
			AuthDelta: validSeconds,
		},
	});
};

const playKey: Handler = ({ DomainName }, { account }) => {
	const domain = domainOf(account, 'play', DomainName);
	if (!domain) return noDomainOfType('ResourceNotFound.PlayDomainNoRecord', 'playback', DomainName);
	const { enabled, mainKey, backupKey, validSeconds } = domain.auth;
	return answer({
		PlayAuthKeyInfo: {
			DomainName,
			Enable: Number(enabled),
			AuthKey: mainKey,
			AuthBackKey: backupKey,
			AuthDelta: validSeconds,
		},
	});
};

export const authKeys: Handlers = {
	DescribeLivePushAuthKey: pushKey,
	DescribeLivePlayAuthKey: playKey,
};

function domainOf(account: Account, type: Domain['type'], name: unknown): Domain | undefined {
	const domain = account.domains.get(String(name));
	return domain?.type === type ? domain : undefined;
}

const noDomainOfType = (code: string, type: string, name: unknown) =>
	refuse(code, `${String(name)} is no ${type} domain of this account.`);
