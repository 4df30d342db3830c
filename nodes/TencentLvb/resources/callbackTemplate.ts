import { callbackTemplate as callbackTemplateSpec } from '../generated/resources';
import { type Body, type Origin, refuseInput } from '../operation';
import { apiOperation, apiResource } from './apiResource';

/**
 * In a template that a trigger made, the description holds what Tencent shows nowhere: the address
 * for recording status, and which template to bind again in the end.
 */
export const update = apiOperation(
	callbackTemplateSpec.operations.update,
	async (body, origin) => ({
		...(await withWrittenLevels(body)),
		...(await noted(origin)),
	}),
);

/** The body with the severities as Tencent takes them, whichever way it gave them. */
async function withWrittenLevels(body: Body): Promise<Body> {
	const { RecordExceptionLevels: levels } = body;
	if (!Array.isArray(levels)) return body;
	const { writtenLevel } = await import('../../callbackTemplate/account.ts');
	const written = levels.map((level) => writtenLevel(String(level)));
	return { ...body, RecordExceptionLevels: [...new Set(written)] };
}

/** What the note of a trigger's template adds; the note follows an address that was entered. */
async function noted({ context, itemIndex, entered, found = {} }: Origin): Promise<Body> {
	const { LONGEST_DESCRIPTION, NAME, readNote, writeNote } = await import(
		'../../callbackTemplate/ownership.ts'
	);
	if (!NAME.test(String(found.TemplateName))) return {};
	const description = String(found.Description ?? '');
	const note = readNote(description);
	if (writeNote(note) === '' && entered.RecordStatusNotifyUrl === undefined) return {};
	if (entered.Description !== undefined && entered.Description !== description) {
		throw refuseInput(
			context,
			{
				message: `'Description' of the template ${String(found.TemplateName)} can't be changed: a trigger keeps there what it needs to clean up`,
				nextStep: "Leave 'Description' out, or use a template of your own for this workflow",
			},
			{ itemIndex },
		);
	}
	if (entered.RecordStatusNotifyUrl === undefined) {
		const { recordingStatusUrl } = note;
		return recordingStatusUrl === undefined ? {} : { RecordStatusNotifyUrl: recordingStatusUrl };
	}
	const recordingStatusUrl = String(entered.RecordStatusNotifyUrl) || undefined;
	const Description = writeNote({ ...note, recordingStatusUrl });
	if (Description.length <= LONGEST_DESCRIPTION) return { Description };
	throw refuseInput(
		context,
		{
			message: "'Recording Status URL' is too long to be noted in this template",
			nextStep: 'Enter a shorter address',
		},
		{ itemIndex },
	);
}

/** Tencent wants at least one address (Tencent doc 30815). */
const create = apiOperation(
	callbackTemplateSpec.operations.create,
	async (body, { context, itemIndex }) => {
		if (hasAddress(body)) return await withWrittenLevels(body);
		throw refuseInput(
			context,
			{
				message: 'The callback template has no address to send events to',
				nextStep: "Add at least one URL under 'Additional Fields', e.g. 'Stream Started URL'",
			},
			{ itemIndex },
		);
	},
);

const hasAddress = (body: Body) => Object.keys(body).some((name) => name.endsWith('NotifyUrl'));

export const callbackTemplate = apiResource(callbackTemplateSpec, [create, update]);
