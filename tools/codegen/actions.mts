/** One member of a request or response, as `catalogue/actions` describes it. */
export type ActionField = {
	name: string;
	/** `string`, `integer`, `number`, `boolean`, `object` or `array<...>` of one of them. */
	type: string;
	required?: boolean;
	/** False where the international site does not know it. */
	inIntl?: boolean;
	fields?: ActionField[];
	constraints?: {
		values?: unknown[] | Record<string, string>;
		min?: unknown;
		max?: unknown;
		maxBytes?: number;
		maxItems?: number;
		secret?: boolean;
		deprecated?: boolean;
	};
};

/** One action of the live API. */
export type Action = {
	name: string;
	inCn: boolean;
	inIntl: boolean;
	request: ActionField[];
	response: ActionField[];
	pagination?: {
		style: 'PageNum/PageSize' | 'ScrollToken';
		minPageSize?: number;
		maxPageSize?: number;
		maxPageSizeCn?: number;
		maxPageSizeIntl?: number;
		totalField?: string;
		/** How many entries can be reached at all. */
		maxEntries?: number;
	} | null;
};

/** What pages are asked for with: never a parameter of an operation. */
export const PAGING_FIELDS = ['PageNum', 'PageSize', 'ScrollToken'];

/** The type of the entries where the field is a list. */
export function entryType({ type }: ActionField): string | undefined {
	return /^array<(.+)>$/.exec(type)?.[1];
}
