import { startSimulator } from '../../../tools/simulator/simulator.mts';
import type { SimulatorOptions } from '../../../tools/simulator/options.mts';
import { liveClient, refusalOf } from './liveClient.mts';

const OLD = 'https://old.example.com/';
const NEW = 'https://new.example.com/';
const before = {
	TemplateId: '7',
	StreamBeginNotifyUrl: OLD,
	SnapshotNotifyUrl: OLD,
	CallbackKey: 'key',
	TemplateName: 'mine',
};

async function modified(guesses: SimulatorOptions['guesses'], fields: object) {
	const simulator = await startSimulator({ guesses, templates: [before] });
	const code = await refusalOf(
		liveClient(simulator).ModifyLiveCallbackTemplate({ TemplateId: 7, ...fields }),
	);
	await simulator.close();
	return { code, template: simulator.account.templates.get(7) };
}

describe('what nobody knows of ModifyLiveCallbackTemplate', () => {
	test.each([
		['kept', { ...before, StreamBeginNotifyUrl: NEW }],
		['cleared', { ...before, StreamBeginNotifyUrl: NEW, SnapshotNotifyUrl: '', CallbackKey: '' }],
	] as const)('a field left out may be %s', async (omittedFieldOnModify, expected) => {
		const { template } = await modified({ omittedFieldOnModify }, { StreamBeginNotifyUrl: NEW });
		expect(template).toMatchObject(expected);
	});

	test.each([
		['clears', ''],
		['ignored', OLD],
	] as const)('an empty string may count as %s', async (emptyStringOnModify, SnapshotNotifyUrl) => {
		const { template } = await modified({ emptyStringOnModify }, { SnapshotNotifyUrl: '' });
		expect(template).toMatchObject({ StreamBeginNotifyUrl: OLD, SnapshotNotifyUrl });
	});

	test.each([
		['cleared', 'no refusal', ''],
		['refused', 'InvalidParameter', OLD],
	] as const)('the last address may be %s', async (lastUrlOnModify, code, StreamBeginNotifyUrl) => {
		const none = { StreamBeginNotifyUrl: '', SnapshotNotifyUrl: '' };
		expect(await modified({ lastUrlOnModify }, none)).toMatchObject({
			code,
			template: { StreamBeginNotifyUrl },
		});
	});
});

describe('what nobody knows of DescribeLiveCallbackTemplate', () => {
	test.each(['warning', 'alarm'] as const)(
		'the severity warning may be read back as %s',
		async (warningInDescribe) => {
			const template = { ...before, RecordExceptionLevels: ['error', 'warning'] };
			const simulator = await startSimulator({
				guesses: { warningInDescribe },
				templates: [template],
			});
			const { Template } = await liveClient(simulator).DescribeLiveCallbackTemplate({
				TemplateId: 7,
			});
			expect(Template?.RecordExceptionLevels).toEqual(['error', warningInDescribe]);
			await simulator.close();
		},
	);
});

describe('what nobody knows of CreateLiveCallbackRule', () => {
	test.each([
		['refused', undefined, 'InternalError', '7'],
		['refused', 'InternalError.RuleAlreadyExist', 'InternalError.RuleAlreadyExist', '7'],
		['replaces', undefined, 'no refusal', '8'],
	] as const)(
		'a second rule of a pair: %s with the code %s',
		async (ruleOverRule, ruleExists, code, bound) => {
			const simulator = await startSimulator({
				guesses: { ruleOverRule },
				codes: ruleExists && { ruleExists },
				templates: [before, { ...before, TemplateId: '8' }],
				rules: [{ DomainName: 'push.example.com', AppName: 'live', TemplateId: 7 }],
			});
			const call = liveClient(simulator).CreateLiveCallbackRule({
				DomainName: 'push.example.com',
				AppName: 'live',
				TemplateId: 8,
			});
			expect(await refusalOf(call)).toBe(code);
			expect(simulator.account.rules.get('push.example.com/live')?.TemplateId).toBe(bound);
			await simulator.close();
		},
	);
});
