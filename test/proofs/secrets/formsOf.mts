/** A way in which a secret can be written. */
export interface Form {
	name: string;
	text: string;
}

/** Every form in which a secret is looked for; forms that read the same are one. */
export function formsOf(secret: string): Form[] {
	const hex = Buffer.from(secret).toString('hex');
	const json = JSON.stringify(secret).slice(1, -1);
	const forms: Form[] = [
		{ name: 'as it is', text: secret },
		{ name: 'in lower case', text: secret.toLowerCase() },
		{ name: 'in upper case', text: secret.toUpperCase() },
		{ name: 'URL-encoded', text: encodeURIComponent(secret) },
		{ name: 'as a form', text: new URLSearchParams([['', secret]]).toString().slice(1) },
		{ name: 'in JSON', text: json },
		{ name: 'in JSON in JSON', text: JSON.stringify(json).slice(1, -1) },
		{ name: 'in hex', text: hex },
		{ name: 'in upper-case hex', text: hex.toUpperCase() },
		...[0, 1, 2].flatMap((shift) => [
			{ name: 'in Base64', text: base64(secret, shift, 'base64') },
			{ name: 'in Base64 for URLs', text: base64(secret, shift, 'base64url') },
		]),
	];
	return forms.filter(({ text }, at) => forms.findIndex((form) => form.text === text) === at);
}

/** What of the secret's Base64 does not depend on the text around it, `shift` bytes into a group. */
function base64(secret: string, shift: number, encoding: 'base64' | 'base64url'): string {
	const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]);
	const whole = bytes.subarray(0, bytes.length - (bytes.length % 3)).toString(encoding);
	return whole.slice(shift === 0 ? 0 : 4);
}
