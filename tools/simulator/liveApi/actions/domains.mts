import type { Domain } from '../../account/account.mts';
import { beijingTime } from '../../account/beijingTime.mts';
import { answer, refuse } from '../refusal.mts';
import type { Handler, Handlers } from '../handler.mts';
import { page } from './page.mts';

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
		: notFound('ResourceNotFound.DomainNotExist', DomainName);
};

/** Enable and forbid; the code for an unknown domain differs between the two. */
const switchTo =
	(enabled: boolean, codeUnknown: string): Handler =>
	({ DomainName }, { account }) => {
		const domain = account.domains.get(String(DomainName));
		if (!domain) return notFound(codeUnknown, DomainName);
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

const notFound = (code: string, name: unknown) =>
	refuse(code, `Domain ${String(name)} does not exist.`);
