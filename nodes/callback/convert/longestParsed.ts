/** Characters of a text that is taken to pieces; a longer one, which Tencent never sends, stays text. */
export const LONGEST_PARSED = 64 * 1024;
