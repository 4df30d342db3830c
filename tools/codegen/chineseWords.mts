import type { Catalogue } from './catalogue.mts';

/** The Chinese words of `catalogue/zh-CN.json`, for the Chinese guide; the editor speaks English. */
export type ChineseWords = {
	/** Label and the moment when it is sent, by event key. */
	events: Partial<Record<string, [label: string, whenSent: string]>>;
	/** What an operation does, by `resource: operation`. */
	operations: Partial<Record<string, string>>;
};

/** Reads the Chinese words. What they lack stands in the guide in English until somebody adds it. */
export const readChineseWords = (catalogue: Catalogue): Promise<ChineseWords> =>
	catalogue.readJson<ChineseWords>('zh-CN.json');
