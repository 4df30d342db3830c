import { writtenLevel } from '../../callbackTemplate/account';
import { LONGEST_DESCRIPTION, NAME, readNote, writeNote } from '../../callbackTemplate/ownership';
import { tencentName } from '../../json/copy';
import { textOf } from '../../json/values';
import { operationError } from '../../liveApi/exception';
import { pullTask } from '../generated/resources';
import type { Body, Origin } from '../operation';

/**
 * The body that creates a callback template.
 *
 * @throws NodeOperationError where it has no address: Tencent wants at least one (Tencent doc 30815).
 */
export function newTemplate(body: Body, { context, itemIndex }: Origin): Body {
	if (Object.keys(body).some((name) => name.endsWith('NotifyUrl'))) return withWrittenLevels(body);
	throw operationError(
		context.getNode(),
		{
			message: 'The callback template has no address to send events to',
			nextStep: "Add at least one URL under 'Additional Fields', e.g. 'Stream Started URL'",
		},
		{ itemIndex },
	);
}

/**
 * The body that changes a callback template. In one that a trigger made, the description holds what
 * Tencent shows nowhere: the address for recording status, and which template to bind again in the
 * end.
 *
 * @throws NodeOperationError where the change would lose that.
 */
export function changedTemplate(body: Body, origin: Origin): Body {
	return { ...withWrittenLevels(body), ...noted(origin) };
}

/** The body with the severities as Tencent takes them, whichever way it gave them. */
function withWrittenLevels(body: Body): Body {
	const { RecordExceptionLevels: levels } = body;
	if (!Array.isArray(levels)) return body;
	const written = levels.map((level) => writtenLevel(String(level)));
	return { ...body, RecordExceptionLevels: [...new Set(written)] };
}

/** What the note of a trigger's template adds; the note follows an address that was entered. */
function noted({ context, itemIndex, entered, found = {} }: Origin): Body {
	if (!NAME.test(String(found.TemplateName))) return {};
	const description = textOf(found.Description);
	const note = readNote(description);
	if (writeNote(note) === '' && entered.RecordStatusNotifyUrl === undefined) return {};
	if (entered.Description !== undefined && entered.Description !== description) {
		throw operationError(
			context.getNode(),
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
	throw operationError(
		context.getNode(),
		{
			message: "'Recording Status URL' is too long to be noted in this template",
			nextStep: 'Enter a shorter address',
		},
		{ itemIndex },
	);
}

const TARGET = ['DomainName', 'AppName', 'StreamName'];

/**
 * The body that creates a pull task, whose target is either domain, app and stream name or a
 * complete address, with the three empty.
 *
 * @throws NodeOperationError that names the first of the three that is missing.
 */
export function pullTaskTarget(body: Body, { context, itemIndex }: Origin): Body {
	if (body.ToUrl) return { ...body, ...Object.fromEntries(TARGET.map((name) => [name, ''])) };
	const missing = pullTask.operations.create.parameters.find(({ name }) => {
		const wire = tencentName(name);
		return TARGET.includes(wire) && body[wire] === '';
	});
	if (missing === undefined) return body;
	throw operationError(
		context.getNode(),
		{
			message: `'${missing.label}' is empty`,
			nextStep: "Enter where to push to, or the complete address under 'Target URL'",
		},
		{ itemIndex },
	);
}
