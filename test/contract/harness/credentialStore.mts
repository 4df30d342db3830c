import type {
	IAuthenticate,
	ICredentialDataDecryptedObject,
	IHttpRequestOptions,
	INodeCredentialsDetails,
} from 'n8n-workflow';
import { credentialTypes, type CredentialName } from './builtPackage.mts';
import { workflowModule } from './n8nCore.mts';

type StoredCredential = ICredentialDataDecryptedObject | 'deleted';
export type Credentials = Partial<Record<CredentialName, StoredCredential>>;

const helper = {
	getParentTypes: () => [],
	isCredentialUsableByNode: () => true,
	preAuthentication: async () => undefined,
	async authenticate(
		data: ICredentialDataDecryptedObject,
		type: CredentialName,
		options: IHttpRequestOptions,
	) {
		const authenticate = credentialTypes[type].authenticate as IAuthenticate;
		if (typeof authenticate !== 'function') throw new Error(`${type} does not authenticate`);
		return await authenticate(data, options);
	},
	getCredentialsProperties: (type: CredentialName) => credentialTypes[type].properties,
};

/**
 * What n8n hands to contexts in place of its credentials: reads live from `stored`, so a test can
 * change or delete a credential between two calls. A deleted one throws n8n's own text.
 */
export function credentialStore(stored: Credentials) {
	return {
		...helper,
		async getDecrypted(_: unknown, details: INodeCredentialsDetails, type: CredentialName) {
			const data = stored[type];
			if (data === undefined || data === 'deleted') {
				throw new workflowModule.UserError(
					`Credential with ID "${details.id}" does not exist for type "${type}".`,
				);
			}
			return { ...data };
		},
	};
}
