import type { FieldType } from './events.mts';

/** A field that stands at the top of every item; `catalogue/commonFields.json`. */
export type CommonField = {
	to: string;
	type: FieldType;
	trim?: boolean;
	/** Every name under which some event sends it. */
	spellings: string[];
	/** Whether it is recognised in events that do not document it. */
	everywhere: boolean;
	meaning: string;
};
