import type { Kind, ParameterSpec } from '../spec';
import type { ConvertOptions, Converter } from './converter';
import { refused, sent, type Converted } from './converted';
import { entered } from './entered';
import { id, integer } from './integer';
import { list } from './list';
import { appName, bucket, callbackKey, domain, streamName } from './name';
import { object, objects } from './object';
import { boolean, flag } from './boolean';
import { text } from './text';
import { unixTime, utcTime } from './time';

const CONVERTERS: Readonly<Record<Kind, Converter>> = {
	text,
	domain,
	appName,
	streamName,
	bucket,
	callbackKey,
	id,
	integer,
	boolean,
	flag,
	utcTime,
	unixTime,
	list,
	object,
	objects,
};

const CONVERTED_TEXTS: readonly Kind[] = ['text', 'bucket', 'callbackKey'];

/** What goes into a request for what was entered. Pure. */
export function convert(
	given: unknown,
	parameter: ParameterSpec,
	options: ConvertOptions,
): Converted {
	const value = entered(given);
	if (value !== undefined) return CONVERTERS[parameter.kind](value, parameter, options);
	const { required, emptyAsText, kind, label } = parameter;
	if (required) return refused(`'${label}' is empty`, `Enter a value under '${label}'`);
	const isText = CONVERTED_TEXTS.includes(kind);
	const isCleared = options.keepsEmptyText === true && isText && given === '';
	return sent(emptyAsText || isCleared ? '' : undefined);
}
