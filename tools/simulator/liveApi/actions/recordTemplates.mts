import {
	RECORD_FORMATS,
	recordTemplateWith,
	type RecordFormat,
	type RecordTemplate,
	type RecordTemplateFields,
} from '../../account/recordTemplate.mts';
import { invalidValue, type Refusal } from '../refusal.mts';
import type { Site } from '../validateBody.mts';
import { ruleHandlers } from './ruleFamily.mts';
import { templateHandlers, type TemplateFamily } from './templateFamily.mts';
import { textProblem } from './templateProblem.mts';

const family: TemplateFamily<RecordTemplate> = {
	kind: 'Record',
	shelf: ({ recording }) => recording,
	problem: (fields, { site }) => textProblem(fields) ?? intervalProblem(fields, site),
	change: recordTemplateWith,
	fixed: ({ IsDelayLive, CosStore }) => ({ IsDelayLive, CosStore }),
	isListed: (template, { IsDelayLive = 0 }) => template.IsDelayLive === IsDelayLive,
};

export const recordTemplates = { ...templateHandlers(family), ...ruleHandlers(family) };

/** The longest file may last differently long by site and format; HLS has no such limit. */
function intervalProblem(fields: RecordTemplateFields, site: Site): Refusal | undefined {
	for (const format of RECORD_FORMATS) {
		const seconds = fields[format]?.RecordInterval;
		if (seconds === undefined || format === 'HlsParam') continue;
		const [min, max] = bounds(format, site);
		if (seconds < min || seconds > max)
			return invalidValue(`${format}.RecordInterval must be from ${min} to ${max} seconds`);
	}
	return undefined;
}

function bounds(format: RecordFormat, site: Site): [number, number] {
	if (site === 'international') return [30, 7200];
	const longest = format === 'AacParam' ? 7200 : 43_200;
	return [site === 'china' ? 60 : 30, longest];
}
