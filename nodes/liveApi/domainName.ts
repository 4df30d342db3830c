import { pathNameProblem } from './pathName';

/** What stands in no name of a domain, but around it in an address or between several. */
const STRANGE = /[\s/\\:@?#,;，；、]/;

/** A label of a name, as registries allow them. */
const NAME = /^(?=.{1,253}$)([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\.)+[a-z0-9-]{2,63}$/;

/** A domain as Tencent lists it, or why the text is none: what is wrong and what to do. */
export type DomainReading =
	| { ok: true; domain: string }
	| { ok: false; message: string; nextStep: string };

/**
 * The one rule for names of domains: lower case, without the dot of the root. Whoever pastes an
 * address learns which part of it is the domain; nothing else of it is repeated, since it may hold
 * the push secret. The empty text is for the caller to refuse.
 */
export function readDomain(value: string, { label }: { label: string }): DomainReading {
	const domain = value.trim().toLowerCase().replace(/\.$/, '');
	if (!STRANGE.test(domain)) return { ok: true, domain };
	const name =
		/^(?:(?:[a-z][a-z0-9+.-]*:)?\/\/)?(?:[^/@\s]*@)?([^/:?#\s]+)/.exec(domain)?.[1] ?? '';
	return {
		ok: false,
		message: `'${label}' is no domain: it holds ${pastedTooMuch(domain)}`,
		nextStep: NAME.test(name)
			? `Enter ${name} alone`
			: 'Enter the domain alone, e.g. push.example.com, without rtmp:// and without a path',
	};
}

/** The domain of a place that streams are pushed to, or what is wrong with the place's first field. */
export function readPlace({ domain, app }: { domain: string; app: string }): DomainReading {
	const read = readDomain(domain, { label: 'Push Domain' });
	const problem = pathNameProblem(app, { label: 'App Name', part: 'app' });
	return !read.ok || problem === undefined ? read : { ok: false, ...problem };
}

function pastedTooMuch(value: string): string {
	if (/^[a-z][a-z0-9+.-]*:\/\//.test(value)) return 'a whole address';
	if (/[/\\?#@]/.test(value)) return 'a path or parameters besides';
	if (value.includes(':')) return 'a port besides';
	return 'a space or a separator';
}
