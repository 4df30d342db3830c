import { apiAddress } from '../../../nodes/liveApi/transport.ts';
describe('the address of an API', () => {
	test.each([
		[{}, {}, 'https://live.intl.tencentcloudapi.com/'],
		[{ site: 'china' }, {}, 'https://live.tencentcloudapi.com/'],
		[{ site: 'other' }, {}, 'https://live.intl.tencentcloudapi.com/'],
		[{ endpoint: ' http://127.0.0.1:8080/x ' }, {}, 'http://127.0.0.1:8080/x'],
		[{ endpoint: 'http://127.0.0.1' }, { service: 'cdn' }, 'https://cdn.intl.tencentcloudapi.com/'],
		[{ endpoint: 'http://127.0.0.1' }, { host: 'live.example.com' }, 'https://live.example.com/'],
		[{ endpoint: 'ftp://127.0.0.1' }, {}, undefined],
		[{ endpoint: 'xhttps://127.0.0.1' }, {}, undefined],
		[{ endpoint: 'httpsx://127.0.0.1' }, {}, undefined],
		[{ endpoint: 'live' }, {}, undefined],
		[{ endpoint: ' ' }, {}, 'https://live.intl.tencentcloudapi.com/'],
		[{}, { service: 'a' }, 'https://a.intl.tencentcloudapi.com/'],
		[{}, { service: 'a-1' }, 'https://a-1.intl.tencentcloudapi.com/'],
		[{}, { service: '1a' }, undefined],
		[{}, { service: 'a.b' }, undefined],
		[{}, { service: 'a/' }, undefined],
		[{}, { service: 'Live' }, undefined],
	])('of %j for %j is %s', (credential, options, address) => {
		expect(apiAddress(credential, options)).toBe(address);
	});
});
