/** What is used of Node's Readable. */
export interface ByteStream {
	read(): Buffer | null;
	unshift(chunk: Buffer): void;
	destroy(): void;
	on(event: 'error', listener: (error: unknown) => void): void;
	once(event: 'readable' | 'end' | 'error' | 'close', listener: (error?: unknown) => void): void;
	removeListener(event: string, listener: (error?: unknown) => void): void;
}

/** The beginning of a stream. */
export interface Beginning {
	bytes: Buffer;
	/** Whether the stream held no more; what it held is in `bytes` only, else it is in both. */
	isWhole: boolean;
}

/**
 * Reads the first bytes of a stream, at least `size` of them where it has as many.
 *
 * @throws what the stream breaks off with.
 */
export async function firstBytes(stream: ByteStream, size: number): Promise<Beginning> {
	let bytes = Buffer.alloc(0);
	while (bytes.length < size) {
		if ((await nextEvent(stream)) === 'end') return { bytes, isWhole: true };
		const chunk = stream.read();
		if (chunk !== null) bytes = Buffer.concat([bytes, chunk]);
	}
	stream.unshift(bytes);
	return { bytes, isWhole: false };
}

async function nextEvent(stream: ByteStream): Promise<'readable' | 'end'> {
	return await new Promise((resolve, reject) => {
		const onReadable = () => settle(() => resolve('readable'));
		const onEnd = () => settle(() => resolve('end'));
		const onError = (error?: unknown) => settle(() => reject(error as Error));
		const settle = (finish: () => void) => {
			stream.removeListener('readable', onReadable);
			stream.removeListener('end', onEnd);
			stream.removeListener('close', onEnd);
			stream.removeListener('error', onError);
			finish();
		};
		stream.once('readable', onReadable);
		stream.once('end', onEnd);
		stream.once('close', onEnd);
		stream.once('error', onError);
	});
}
