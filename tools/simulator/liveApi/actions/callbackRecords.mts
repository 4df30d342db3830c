import type { Attempt } from '../../callbacks/post.mts';
import type { Delivery } from '../../callbacks/delivery.mts';
import { writeWideJson } from '../../wideJson.mts';
import { answer } from '../refusal.mts';
import type { Handler, Handlers } from '../handler.mts';
import { page, pageNumbers } from './page.mts';
import { readPeriod } from './period.mts';

const list: Handler = (body, { deliveries = [], now }) => {
	const period = readPeriod(body, {
		now,
		maxAgeDays: 14,
		maxSpanDays: 1,
		beijing: true,
		future: true,
	});
	if (!period.ok) return period;
	const { StreamName, EventType, ResultCode } = body;
	const found = deliveries
		.flatMap(recordsOf)
		.filter(
			({ eventTime, type, stream, resultCode }) =>
				stream === StreamName &&
				eventTime >= period.from &&
				eventTime <= period.to &&
				(EventType ?? type) === type &&
				(ResultCode === undefined || (ResultCode === 0) === (resultCode === 0)),
		);
	const { items, ...numbers } = page(found, body);
	return answer({
		...pageNumbers(numbers),
		DataInfoList: items.map((record) => ({
			EventTime: period.write(record.eventTime),
			EventType: record.type,
			Request: record.request,
			Response: record.response,
			ResponseTime: period.write(record.answeredAt),
			ResultCode: record.resultCode,
			StreamId: record.stream,
		})),
	});
};

/** Tencent's log of the callbacks that it has sent. */
export const callbackRecords: Handlers = { DescribeCallbackRecordsList: list };

/** One record per try that has an outcome. */
function recordsOf({ payload, attempts }: Delivery) {
	const stream = payload.stream_id ?? payload.stream_name ?? payload.channel_id;
	const eventTime = Number(payload.event_time ?? 0) * 1000 || (attempts[0]?.at ?? 0);
	return attempts.map((attempt) => ({
		stream,
		type: payload.event_type,
		eventTime,
		request: writeWideJson(payload),
		response: attempt.body || (attempt.error ?? ''),
		answeredAt: attempt.at + attempt.durationMs,
		resultCode: resultCode(attempt),
	}));
}

/** 0 for HTTP 200. What Tencent writes otherwise is not documented: here the status, or -1 for none. */
const resultCode = ({ status }: Attempt): number => (status === 200 ? 0 : (status ?? -1));
