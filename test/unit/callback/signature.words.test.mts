import { denialWords } from '../../../nodes/callback/signature.ts';

const denials = ['noKey', 'missing', 'malformed', 'expired', 'tooFarAhead', 'wrongSign'] as const;

describe.each(denials)('The words for %s', (denial) => {
	test.each([true, false])('say what is wrong and what to do (key in credential: %s)', (place) => {
		const { message, nextStep } = denialWords(denial, place);
		expect(message).toMatch(/^(no|its|it) .+[^.]$/);
		expect(nextStep).toMatch(/^[A-Z].+\.$/);
		expect(`${message} ${nextStep}`).not.toMatch(/\b(error|problem|failure|mistake)\b/i);
	});
});
