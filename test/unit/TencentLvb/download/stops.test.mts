import { unansweredStop } from '../../../../nodes/TencentLvb/download/stops.ts';

const REACHED = /can't be reached/;
const SAMPLE = /is the address in a sample/;

const told = (codes: string[], place = 'https://files.myqcloud.com/a.mp4') =>
	unansweredStop(place, codes).message;

describe('A request without an answer', () => {
	test.each([
		['SsrfBlockedIpError', /does not allow/],
		['XSsrfBlockedIpError', REACHED],
		['EPROTO', /No secure connection/],
		['EPROTONOSUPPORT', REACHED],
		['XEPROTO', REACHED],
		['CERT_HAS_EXPIRED', /No secure connection/],
		['ERR_TLS_CERT_ALTNAME_INVALID', /No secure connection/],
		['ERR_TLS_HANDSHAKE_TIMEOUT', /No secure connection/],
		['XERR_TLS_HANDSHAKE_TIMEOUT', REACHED],
		['ERR_SSL_WRONG_VERSION_NUMBER', /No secure connection/],
		['XERR_SSL_WRONG_VERSION_NUMBER', REACHED],
		['SELF_SIGNED_IN_CHAIN', /No secure connection/],
		['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /No secure connection/],
	])('is told by its code %s', (code, message) => {
		expect(told([code])).toMatch(message);
		expect(told(['ENOTFOUND', code])).toMatch(message);
	});

	test.each([
		['https://example.com/a.mp4', SAMPLE],
		['http://example.net/a.mp4', SAMPLE],
		['https://bucket.cos.example.org:8080/a.mp4', SAMPLE],
		['https://my-example.com/a.mp4', REACHED],
		['https://example.community/a.mp4', REACHED],
		['https://example.com.cn/a.mp4', REACHED],
		['https://a.myqcloud.com/https://example.com/a.mp4', REACHED],
		['https://a.myqcloud.com/.example.com/a.mp4', REACHED],
		['http://127.0.0.1:9000/samples/a.jpg', SAMPLE],
		['http://127.0.0.1:/samples/a.jpg', REACHED],
		['http://127.0.0.1:9000/other/samples/a.jpg', REACHED],
		['https://a.myqcloud.com/http://127.0.0.1:9000/samples/a.jpg', REACHED],
	])('is told as one for a sample where the address is of one: %s', (place, message) => {
		expect(told(['ENOTFOUND'], place)).toMatch(message);
	});
});
