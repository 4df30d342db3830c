import type { Account } from '../../account/account.mts';
import type { Domain } from '../../account/domain.mts';
import { answer, refuse } from '../refusal.mts';
import type { Handler, Handlers } from '../handler.mts';

const pushKey: Handler = ({ DomainName }, { account }) => {
	const domain = domainOf(account, 'push', DomainName);
	if (!domain) return notFound('ResourceNotFound.PushDomainNoRecord', 'push', DomainName);
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
	if (!domain) return notFound('ResourceNotFound.PlayDomainNoRecord', 'playback', DomainName);
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

const notFound = (code: string, type: string, name: unknown) =>
	refuse(code, `${String(name)} is no ${type} domain of this account.`);
