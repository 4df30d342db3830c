/**
 * The page that a browser gets at a webhook's address: it names the workflow and proves that the
 * address can be reached. The package reads it too, to speak of workflows by their names.
 */

/** What the page is recognised by. */
const TITLE = 'Tencent LVB callbacks';
const BEFORE = 'receives Tencent LVB callbacks of the workflow &ldquo;';
const AFTER = '&rdquo;';

/** The page as HTML, with the workflow's name escaped. Holds no secret and no state. */
export const setupPage = (workflowName: string): string => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>${TITLE}</title></head>
<body>
<p>This address ${BEFORE}${escaped(workflowName)}${AFTER}.</p>
<p>Tencent Cloud sends them by POST.</p>
</body>
</html>
`;

/** Longest name that n8n gives a workflow, in characters. */
const LONGEST_NAME = 128;

/** The name of the workflow on such a page; undefined for anything else. */
export function workflowNameIn(page: unknown): string | undefined {
	if (typeof page !== 'string' || !page.includes(`<title>${TITLE}</title>`)) return undefined;
	const [, behind = ''] = page.split(BEFORE);
	const [encoded, after] = behind.split(AFTER);
	if (after === undefined) return undefined;
	const name = unescaped(encoded).trim();
	return name === '' || name.length > LONGEST_NAME ? undefined : name;
}

const ENTITIES: ReadonlyArray<readonly [character: string, entity: string]> = [
	['&', '&amp;'],
	['<', '&lt;'],
	['>', '&gt;'],
	['"', '&quot;'],
	["'", '&#39;'],
];

function escaped(text: string): string {
	const entities = new Map(ENTITIES);
	return text.replace(/[&<>"']/g, (character) => entities.get(character) ?? character);
}

function unescaped(text: string): string {
	const characters = new Map(ENTITIES.map(([character, entity]) => [entity, character]));
	return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => characters.get(entity) ?? entity);
}
