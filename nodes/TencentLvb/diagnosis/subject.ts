import type { IExecuteFunctions } from 'n8n-workflow';

import type { Port } from '../../callbackTemplate/port';
import type { Site } from '../../liveApi';

/** What is looked at, and with what. */
export interface Subject {
	context: IExecuteFunctions;
	port: Port;
	domain: string;
	app: string;
	/** Address that events should arrive at; empty where none was given. */
	webhookUrl: string;
	/** Stream whose deliveries are looked up; empty for the ones pushed last. */
	streamName: string;
	site: Site;
	instanceId: string;
	/** Whether an address is one of this n8n. */
	isOwn: (address: string) => boolean;
	/** Milliseconds since 1970. */
	now: number;
}

export const pairOf = ({ domain, app }: Subject): string => `${domain}/${app}`;
