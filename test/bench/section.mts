import type { Row } from './measure/row.mts';

export interface RunOptions {
	/** Only proves that everything runs; the figures mean nothing. */
	quick: boolean;
	/** Shows what is being measured. */
	progress(text: string): void;
}

/** A part of the benchmark that can be run by itself with `--only <name>`. */
export interface Section {
	name: string;
	/** Whether it starts a real n8n, which `--quick` leaves out. */
	needsN8n?: boolean;
	run(options: RunOptions): Promise<Row[]>;
}
