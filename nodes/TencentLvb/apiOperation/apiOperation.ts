import type { IExecuteFunctions } from 'n8n-workflow';

import type { Operation } from '../resources/operation';
import type { Body } from './readBody';
import type { OperationSpec } from './spec';

/** Where a request comes from. */
export interface Origin {
	context: IExecuteFunctions;
	itemIndex: number;
	/** What the item asks for, before anything that was read is put around it. */
	entered: Body;
	/** Of an update: the thing as Tencent gave it. */
	found?: Body;
}

/** Changes the body of a request before it goes out, or refuses it by throwing. */
export type Prepare = (body: Body, origin: Origin) => Body | Promise<Body>;

/** The operation that a specification describes. */
export function apiOperation(spec: OperationSpec, prepare?: Prepare): Operation {
	const { name, value, action, description, properties } = spec;
	return {
		name,
		value,
		action,
		description,
		properties,
		async execute(context, itemIndex) {
			const { execute } = await import('./execute.ts');
			return await execute(context, itemIndex, { spec, prepare });
		},
	};
}
