import 'n8n-workflow'; // gives bigints a toJSON that yields text
import { integerId, writeBody } from '../../../nodes/json/exactNumbers.ts';

describe('a request body', () => {
	it('writes an id beyond 2^53 with all its digits, as a number', () => {
		const body = { TemplateId: integerId('9223372036854775807'), Name: 'a' };
		expect(writeBody(body)).toBe('{"TemplateId":9223372036854775807,"Name":"a"}');
	});

	it('leaves everything else to JSON', () => {
		const body = { TemplateId: integerId('1001'), Text: '直播 "x" \u0000', List: [1, null, true] };
		expect(writeBody(body)).toBe(JSON.stringify(body));
	});

	it('leaves a text that begins like a mark', () => {
		const body = { Text: '\u0000integer:', Id: integerId(7) };
		expect(writeBody(body)).toBe(JSON.stringify(body));
	});
});
