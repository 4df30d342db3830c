import { Command, InvalidArgumentError } from 'commander';

/** What the person who starts the demo can choose. */
export interface DemoOptions {
	/** End after the session in place of waiting for Ctrl-C. */
	once: boolean;
	/** Port of n8n's editor. */
	port: number;
}

/** n8n's own default. */
const EDITOR_PORT = 5678;

/** Reads the command line; prints help or a complaint and exits where it has to. */
export function readOptions(argv: string[]): DemoOptions {
	return new Command('npm start --')
		.description(
			'Starts a real n8n with this package and a simulator in the place of Tencent Cloud, and plays a live session.',
		)
		.option('--once', 'end after the session; exit code 1 if an event was lost', false)
		.option('--port <number>', "port of n8n's editor", readPort, EDITOR_PORT)
		.parse(argv)
		.opts<DemoOptions>();
}

function readPort(text: string): number {
	const port = Number(text);
	if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
	throw new InvalidArgumentError('A port is a whole number from 1 to 65535.');
}
