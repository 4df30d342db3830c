const UNDERSCORE = '_';

/**
 * `sub_label` and `SubLabel` become `subLabel`. A name that begins with an underscore stays: the
 * underscore is no joint there.
 */
export function camelCase(name: string): string {
	const first = name.charAt(0);
	if (first === UNDERSCORE) return name;
	if (first === first.toLowerCase() && !name.includes(UNDERSCORE)) return name;
	const [head, ...words] = name.split(UNDERSCORE);
	return lowerFirst(head) + words.map(upperFirst).join('');
}

function lowerFirst(word: string): string {
	return word.charAt(0).toLowerCase() + word.slice(1);
}

function upperFirst(word: string): string {
	return word.charAt(0).toUpperCase() + word.slice(1);
}
