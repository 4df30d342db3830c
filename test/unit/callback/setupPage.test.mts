import { setupPage, workflowNameIn } from '../../../nodes/callback/setupPage.ts';

test.each([
	'Notify the team',
	'<script>alert("1")</script> & \'more\'',
	'&lt;b&gt; &amp;amp;',
	'直播通知 – “quoted”',
	'x'.repeat(128),
])('The page of the workflow %j names it, as text', (name) => {
	const page = setupPage(name);
	expect(workflowNameIn(page)).toBe(name);
	expect(page).not.toMatch(/<script|<b>/);
});

test.each([
	['without a name', setupPage('')],
	['of white space', setupPage('  ')],
	['longer than n8n lets a name be', setupPage('x'.repeat(129))],
	['of another server', '<title>Log in</title> of the workflow &ldquo;x&rdquo;'],
	['of ours without the words around a name', setupPage('x').replace('receives', 'takes')],
	['cut off', setupPage('Notify').split('Notify')[0]],
	['cut off within the name', setupPage('Notify me').split(' me')[0]],
	['that is no text', { title: 'Tencent LVB callbacks' }],
	['that is none', undefined],
])('A page %s names nothing', (_what, page) => {
	expect(workflowNameIn(page)).toBeUndefined();
});
