import type { Locator, Page } from 'playwright-core';

/** What n8n's own tests know by this name; more precise within a part of the page. */
export function testId(within: Page | Locator, id: string): Locator {
	return within.locator(`[data-test-id="${id}"]`);
}
