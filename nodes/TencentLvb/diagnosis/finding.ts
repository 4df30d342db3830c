import type { Refusal } from '../../callbackTemplate/port';

/** What one check found; `fix` says what to do, and is null where nothing is. */
export interface Finding {
	check: string;
	status: 'ok' | 'warning' | 'failed';
	detail: string;
	fix: string | null;
}

export const ok = (check: string, detail: string): Finding => ({
	check,
	status: 'ok',
	detail,
	fix: null,
});

export const warning = (check: string, detail: string, fix: string): Finding => ({
	check,
	status: 'warning',
	detail,
	fix,
});

export const failed = (check: string, detail: string, fix: string): Finding => ({
	check,
	status: 'failed',
	detail,
	fix,
});

/** A check that Tencent did not let come about: what passes by itself is no more than a warning. */
export function refused(check: string, { kind, message, nextStep, code }: Refusal): Finding {
	const find = kind === 'transient' ? warning : failed;
	return find(check, `${message} (${code}).`, nextStep);
}
