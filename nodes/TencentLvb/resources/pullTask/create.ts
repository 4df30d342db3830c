import { apiOperation, refuseInput, tencentName } from '../../apiOperation';
import { pullTask } from '../../generated/resources';

const spec = pullTask.operations.create;

const TARGET = ['DomainName', 'AppName', 'StreamName'];

/** The target is either domain, app and stream name or a complete address, with the three empty. */
export const create = apiOperation(spec, (body, { context, itemIndex }) => {
	if (body.ToUrl) return { ...body, ...Object.fromEntries(TARGET.map((name) => [name, ''])) };
	const missing = spec.parameters.find(({ name }) => {
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
