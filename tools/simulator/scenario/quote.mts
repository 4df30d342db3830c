import { fieldOf } from '../callbacks/changePayload.mts';

type Payloads = ReadonlyMap<string, Record<string, unknown>>;

const WHOLE = /^\{\{([^{}]+)\}\}$/;
const INSIDE = /\{\{([^{}]+)\}\}/g;

/**
 * The value with every `{{step.field}}` replaced by what the step sent; alone in a text, the quoted
 * value keeps its type.
 * @throws Error for a step or field that is not there
 */
export function fillQuotes(value: unknown, payloads: Payloads): unknown {
	if (Array.isArray(value)) return value.map((item) => fillQuotes(item, payloads));
	if (typeof value === 'object' && value !== null) {
		return Object.fromEntries(
			Object.entries(value).map(([key, item]) => [key, fillQuotes(item, payloads)]),
		);
	}
	if (typeof value !== 'string') return value;
	const whole = WHOLE.exec(value);
	if (whole) return quoted(whole[1], payloads);
	return value.replace(INSIDE, (_match, path: string) => String(quoted(path, payloads)));
}

function quoted(path: string, payloads: Payloads): unknown {
	const [step, ...field] = path.trim().split('.');
	const payload = payloads.get(step);
	if (!payload) throw new Error(`{{${path}}} quotes a step that has not been played: ${step}`);
	const value = fieldOf(payload, field.join('.'));
	if (value === undefined) throw new Error(`{{${path}}} quotes a field that ${step} did not send`);
	return value;
}
