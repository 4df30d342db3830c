import { convert } from '../../../../nodes/TencentLvb/input/body.ts';
import type { ParameterSpec } from '../../../../nodes/TencentLvb/operation.ts';

export const LABEL = 'Field';

/** What goes out for a value of a field, or why it can't be used. */
export function given(value: unknown, parameter: Partial<ParameterSpec>, options = {}): unknown {
	const spec = { name: 'field', label: LABEL, ...parameter } as ParameterSpec;
	const converted = convert(value, spec, { now: 0, timezone: 'UTC', ...options });
	return converted.ok ? converted.value : { refused: converted.message };
}

export const isRefused = (value: unknown): boolean =>
	typeof value === 'object' && value !== null && 'refused' in value;
