import { siteIn, type Site } from './apiAddress';
import type { LiveApiContext } from './context';

/**
 * The site of the node's credential.
 *
 * @throws what n8n throws where the node has no such credential.
 */
export async function siteOf(context: LiveApiContext): Promise<Site> {
	return siteIn(await context.getCredentials('tencentCloudApi'));
}
