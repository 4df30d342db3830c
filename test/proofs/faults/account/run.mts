/** An execution that n8n stored, without those made by a retry of another. */
export interface Run {
	id: string;
	/** n8n's word: `new`, `running`, `success`, `error`, `crashed`, ... */
	status: string;
	/** Found in its data; null where n8n has dropped the event from it. */
	marker: string | null;
	/** ms */
	createdAt: number;
	deliveryId: string | null;
}
