type Payload = Record<string, unknown>;

/** Changes to a payload; a dot in a name leads into an object or a list. */
export interface Changes {
	/** Values by field name, new ones too. */
	set?: Record<string, unknown>;
	/** Names of fields to leave out. */
	remove?: readonly string[];
}

/** Applies the changes to the payload itself and gives it back. */
export function changePayload(payload: Payload, { set = {}, remove = [] }: Changes): Payload {
	for (const [path, value] of Object.entries(set)) {
		const { holder, name } = locate(payload, path);
		holder[name] = value;
	}
	for (const path of remove) {
		const { holder, name } = locate(payload, path);
		if (Array.isArray(holder)) holder.splice(Number(name), 1);
		else delete holder[name];
	}
	return payload;
}

/** The value of the field, undefined where there is none. */
export function fieldOf(payload: Payload, path: string): unknown {
	const { holder, name } = locate(structuredClone(payload), path);
	return Object.hasOwn(holder, name) ? holder[name] : undefined;
}

function locate(payload: Payload, path: string): { holder: Payload; name: string } {
	const steps = path.split('.');
	const name = steps.pop() as string;
	let holder = payload;
	for (const step of steps) {
		const inner = Object.hasOwn(holder, step) ? holder[step] : undefined;
		if (typeof inner === 'object' && inner !== null) holder = inner as Payload;
		else holder = holder[step] = {};
	}
	return { holder, name };
}
