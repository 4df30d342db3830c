import { createHash } from 'node:crypto';

/** Authentication of push or playback addresses of a domain. */
export interface DomainAuth {
	enabled: boolean;
	mainKey: string;
	backupKey: string;
	/** Seconds that a signed address stays valid. */
	validSeconds: number;
}

export interface Domain {
	name: string;
	type: 'push' | 'play';
	enabled: boolean;
	/** ms */
	createdAt: number;
	auth: DomainAuth;
}

/** What a domain may be made from; the name alone is enough. */
export type DomainSeed = { name: string; auth?: Partial<DomainAuth> } & Partial<
	Pick<Domain, 'type' | 'enabled'>
>;

const DAY_SECONDS = 86_400;

/** A domain with address authentication switched on, as a new push domain has it. */
export function newDomain(seed: DomainSeed, now: number /* ms */): Domain {
	const { name, type = 'push', enabled = true, auth } = seed;
	const key = (kind: string): string =>
		createHash('md5').update(`${kind} of ${name}`).digest('hex');
	return {
		name,
		type,
		enabled,
		createdAt: now,
		auth: {
			enabled: true,
			mainKey: key('main key'),
			backupKey: key('backup key'),
			validSeconds: DAY_SECONDS,
			...auth,
		},
	};
}
