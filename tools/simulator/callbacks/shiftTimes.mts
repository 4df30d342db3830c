import type { CallbackEvent } from '../catalogue/readEvents.mts';

type Payload = Record<string, unknown>;
type TimeField = { name: string; unitMs: number };

/** Moves every time of the payload by one span, so that the event happened at `now` (ms). */
export function shiftTimes(event: CallbackEvent, payload: Payload, now: number): void {
	const times = event.fields.flatMap(({ from, type = '' }): TimeField[] => {
		const unit = /^time:(ms|s)/.exec(type)?.[1];
		const value = Number(payload[from]);
		return unit && value > 0 ? [{ name: from, unitMs: unit === 's' ? 1000 : 1 }] : [];
	});
	const reference =
		times.find(({ name }) => name === event.occurredAt?.from) ?? latest(times, payload);
	if (!reference) return;
	const span = floorTo(now, reference.unitMs) - Number(payload[reference.name]) * reference.unitMs;
	for (const { name, unitMs } of times) {
		const moved = Math.floor((Number(payload[name]) * unitMs + span) / unitMs);
		payload[name] = typeof payload[name] === 'string' ? String(moved) : moved;
	}
}

function latest(times: TimeField[], payload: Payload): TimeField | undefined {
	const instant = ({ name, unitMs }: TimeField): number => Number(payload[name]) * unitMs;
	return times.toSorted((a, b) => instant(b) - instant(a))[0];
}

const floorTo = (value: number, unit: number): number => Math.floor(value / unit) * unit;
