/** What a tool of an MCP server says: parts of text, and whether the call failed. */
export interface ToolAnswer {
	content: Array<{ type: string; text: string }>;
	isError?: boolean;
}

/**
 * The few calls of the Model Context Protocol (revision 2025-06-18, streamable HTTP) that a test
 * needs, against n8n's own MCP server: what a model does with a node that is used as a tool.
 */
export class McpClient {
	#url: string;
	#session = '';
	#id = 0;

	private constructor(url: string) {
		this.#url = url;
	}

	static async open(url: string): Promise<McpClient> {
		const client = new McpClient(url);
		await client.#call('initialize', {
			protocolVersion: '2025-06-18',
			capabilities: {},
			clientInfo: { name: 'tests', version: '1.0.0' },
		});
		return client;
	}

	async tools(): Promise<Array<{ name: string; description: string; inputSchema: object }>> {
		return (await this.#call<{ tools: [] }>('tools/list', {})).tools;
	}

	use(name: string, args: object): Promise<ToolAnswer> {
		return this.#call('tools/call', { name, arguments: args });
	}

	async #call<Result>(method: string, params: object): Promise<Result> {
		const response = await fetch(this.#url, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				accept: 'application/json, text/event-stream',
				...(this.#session && { 'mcp-session-id': this.#session }),
			},
			body: JSON.stringify({ jsonrpc: '2.0', id: (this.#id += 1), method, params }),
			signal: AbortSignal.timeout(120_000),
		});
		this.#session = response.headers.get('mcp-session-id') ?? this.#session;
		const text = await response.text();
		// One JSON-RPC answer, bare or as the data of an event.
		const json = text.startsWith('{') ? text : text.replace(/^[\s\S]*?^data: /m, '').split('\n')[0];
		const { result, error } = JSON.parse(json) as { result: Result; error?: { message: string } };
		if (error) throw new Error(`${method}: ${error.message}`);
		return result;
	}
}
