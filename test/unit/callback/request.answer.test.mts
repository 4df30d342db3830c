import { ANSWERS } from '../../../nodes/callback/request.ts';

test('the answers are those that the README promises', () => {
	expect(ANSWERS.accepted).toEqual({ code: 0 });
	expect(ANSWERS.unauthorized).toEqual({ code: 401, message: 'Unauthorized' });
	expect(ANSWERS.badRequest('The body is empty')).toEqual({
		code: 400,
		message: 'The body is empty',
	});
});
