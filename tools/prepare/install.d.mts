export function explainNpmFailure(output: string): string;
export function isInstalled(folder: string): boolean;
