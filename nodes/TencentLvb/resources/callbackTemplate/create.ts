import { apiOperation, refuseInput, type Body } from '../../apiOperation';
import { callbackTemplate } from '../../generated/resources';
import { withWrittenLevels } from './update';

/** Tencent wants at least one address (Tencent doc 30815). */
export const create = apiOperation(
	callbackTemplate.operations.create,
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
