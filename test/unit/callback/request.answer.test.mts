import { ANSWERS } from '../../../nodes/callback/request.ts';

test('the answers are those that the README promises', () => {
	const { badRequest, ...others } = ANSWERS;
	expect(others).toEqual({
		accepted: { code: 0 },
		keyFits: { code: 0, message: 'The key fits' },
		unauthorized: { code: 401, message: 'Unauthorized' },
		notShared: { code: 503, message: 'A workflow that shares the event could not take it' },
	});
	expect(badRequest('The body is empty')).toEqual({ code: 400, message: 'The body is empty' });
});
