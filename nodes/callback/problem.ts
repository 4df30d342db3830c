/** What is wrong with one field of a callback; `field` is Tencent's name. */
export type Problem = { field: string; problem: string };

/** A finding of a generated validator, in ajv's shape. */
export type SchemaError = {
	instancePath: string;
	schemaPath: string;
	keyword: string;
	params: Record<string, unknown>;
	message: string;
};
