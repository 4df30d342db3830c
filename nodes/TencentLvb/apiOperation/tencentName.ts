/** `domainName` as Tencent writes it: `DomainName`. */
export function tencentName(name: string): string {
	return name.charAt(0).toUpperCase() + name.slice(1);
}
