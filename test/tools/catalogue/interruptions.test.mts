import { catalogue } from './events.mts';

type Cause = {
	code: number;
	subCode: number | null;
	outcome: string;
	fault: boolean | null;
	nextStep: string;
	inShort?: string;
};

const { about, endings, codes, fallback } = catalogue.readJson<{
	about: { outcomes: Record<string, string> };
	endings: Record<string, string>;
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

	test('say of each outcome what the stream did', () => {
		expect(Object.keys(endings)).toEqual(Object.keys(about.outcomes));
	});

	// The callback carries no sub-code, so only these can be told.
	test('say in short what the callback can name, as the end of a sentence', () => {
		for (const { code, subCode, inShort } of codes) {
			const isNamed = subCode === 0 || subCode === null;
			const isWordy = /^[a-zT][^.:]*[a-z]$/.test(inShort ?? '');
			expect([code, subCode, isWordy]).toEqual([code, subCode, isNamed]);
		}
		expect(fallback.inShort).toMatch(/^Tencent/);
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
