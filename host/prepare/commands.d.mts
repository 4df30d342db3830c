/** What an npm script needs: whether the pinned n8n, and the programs to run in order. */
export interface Command {
	n8n: boolean;
	steps: (args: string[]) => string[][];
}

export const COMMANDS: Readonly<Record<string, Command>>;
