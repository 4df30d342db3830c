import type { IWebhookFunctions } from 'n8n-workflow';

/** What came with a request. */
interface ReceivedBody {
	/** As n8n parsed it, by its content type; undefined where n8n left it to the node. */
	parsed: unknown;
	/** The bytes, unpacked; undefined where n8n kept none, as for a multipart form. */
	raw: Buffer | undefined;
}

/** The body of a request, or a sentence on why it can't be had. */
type BodyReading = ({ ok: true } & ReceivedBody) | { ok: false; message: string };

/** What n8n adds to the request of express, and what of Node.js' own is needed here. */
interface Incoming {
	rawBody?: Buffer;
	/** Without parameters, in lower case. */
	contentType?: string;
	/** Reads, unpacks and keeps the bytes, within n8n's limit on the size of a payload. */
	readRawBody?(): Promise<void>;
	/** Whether all of it arrived; false at its end where the sender went away. */
	complete?: boolean;
	destroyed?: boolean;
	once?(event: 'close', listener: () => void): unknown;
	unpipe?(): unknown;
	resume?(): unknown;
}

const TOO_LARGE = 'The body is larger than this n8n takes';
const A_FORM = 'The body is a form with parts';
const DAMAGED = 'The body is damaged or incomplete';

/**
 * Gives the body of a request. n8n reads none that says it is of another type than JSON, text, form
 * or XML, or does not say what it is, where the node's version is above 1; it is read here then.
 * Never throws.
 */
export async function readBody(context: IWebhookFunctions): Promise<BodyReading> {
	const parsed: unknown = context.getBodyData();
	const request = context.getRequestObject() as unknown as Incoming;
	if (request.rawBody === undefined) {
		// n8n makes an object with files of it, and keeps no bytes.
		if (request.contentType === 'multipart/form-data') return { ok: false, message: A_FORM };
		const failure = parsed === undefined ? await readRest(request) : undefined;
		if (failure !== undefined) return { ok: false, message: failure };
	}
	return { ok: true, parsed, raw: request.rawBody };
}

async function readRest(request: Incoming): Promise<string | undefined> {
	let failure = DAMAGED;
	try {
		const left = await Promise.race([request.readRawBody?.(), senderLeft(request)]);
		if (left !== 'left') return undefined;
	} catch (error) {
		if ((error as { type?: unknown }).type === 'entity.too.large') failure = TOO_LARGE;
	}
	// A sender who is still writing reads no answer before all is taken.
	request.unpipe?.();
	request.resume?.();
	return failure;
}

// A packed body that breaks off never ends for n8n, which waits for what is unpacked.
async function senderLeft(request: Incoming): Promise<'left'> {
	return await new Promise((resolve) => {
		const look = () => {
			if (request.complete === false) resolve('left');
		};
		if (request.destroyed) look();
		else request.once?.('close', look);
	});
}

/** The bytes of a body, as near as possible where n8n kept none. */
export function bytesOf({ parsed, raw }: ReceivedBody): Buffer {
	if (raw !== undefined) return raw;
	if (Buffer.isBuffer(parsed)) return parsed;
	return Buffer.from(typeof parsed === 'string' ? parsed : JSON.stringify(parsed));
}
