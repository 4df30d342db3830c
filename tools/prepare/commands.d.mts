/** What an npm script needs: whether the pinned n8n, and the programs to run in order. */
export interface Command {
	n8n: boolean;
	/** Whether the tests' package registry has to be there. */
	registry?: boolean;
	/** Which of the pinned n8n, where the command insists on one. */
	hostedN8n?: 'newest' | 'oldest';
	steps: (args: string[]) => string[][];
}

export const COMMANDS: Readonly<Record<string, Command>>;
