import { tencentName } from '../../json/copy';
import { pullTask as pullTaskSpec } from '../generated/resources';
import { refuseInput } from '../operation';
import { apiOperation, apiResource } from './apiResource';

const TARGET = ['DomainName', 'AppName', 'StreamName'];

/** The target is either domain, app and stream name or a complete address, with the three empty. */
const create = apiOperation(pullTaskSpec.operations.create, (body, { context, itemIndex }) => {
	if (body.ToUrl) return { ...body, ...Object.fromEntries(TARGET.map((name) => [name, ''])) };
	const missing = pullTaskSpec.operations.create.parameters.find(({ name }) => {
		const wire = tencentName(name);
		return TARGET.includes(wire) && body[wire] === '';
	});
	if (missing === undefined) return body;
	throw refuseInput(
		context,
		{
			message: `'${missing.label}' is empty`,
			nextStep: "Enter where to push to, or the complete address under 'Target URL'",
		},
		{ itemIndex },
	);
});

export const pullTask = apiResource(pullTaskSpec, [create]);
