/** The name that a key inside an object has in the item: `sub_label` and `SubLabel` -> `subLabel`. */
export function camelCase(name: string): string {
	if (name.startsWith('_')) return name;
	const joined = name.replace(/_+(.?)/g, (_, next: string) => next.toUpperCase());
	return joined.charAt(0).toLowerCase() + joined.slice(1);
}
