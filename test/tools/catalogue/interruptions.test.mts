import { catalogue } from './events.mts';

type Cause = {
	code: number;
	subCode: number;
	outcome: string;
	fault: boolean | null;
	nextStep: string;
};

const { about, codes, fallback } = catalogue.readJson<{
	about: { outcomes: Record<string, string> };
	codes: Cause[];
	fallback: Cause;
}>('interruptions.json');

describe('the causes of interruptions', () => {
	test('are named by code and sub-code once each', () => {
		const names = codes.map(({ code, subCode }) => `${code}/${subCode}`);
		expect(new Set(names).size).toBe(names.length);
	});

	test('use only outcomes that are explained', () => {
		const used = [...codes, fallback].map(({ outcome }) => outcome);
		expect(Object.keys(about.outcomes)).toEqual(expect.arrayContaining(used));
	});

	test('say of each what to do', () => {
		expect([...codes, fallback].filter(({ nextStep }) => !nextStep?.endsWith('.'))).toEqual([]);
	});

	test.each([
		['normal', false],
		['fault', true],
		['unknown', null],
	])('count the outcome %s as fault: %p', (outcome, fault) => {
		const verdicts = codes.filter((cause) => cause.outcome === outcome).map((cause) => cause.fault);
		expect([...new Set(verdicts)]).toEqual([fault]);
	});
});
