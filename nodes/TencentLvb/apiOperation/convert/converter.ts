import type { ParameterSpec } from '../spec';
import type { Converted } from './converted';

export interface ConvertOptions {
	/** Milliseconds since 1970. */
	now: number;
	/** Of dates without one, e.g. Asia/Shanghai. */
	timezone: string;
	/** Sends a text that was added and left empty. */
	keepsEmptyText?: boolean;
}

/** Makes the value of the request. What it is given is not empty, and trimmed where it is a text. */
export type Converter = (
	value: unknown,
	parameter: ParameterSpec,
	options: ConvertOptions,
) => Converted;
