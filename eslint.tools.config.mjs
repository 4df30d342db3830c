// The rules of the tools and tests. `eslint.config.mjs` must stay as n8n's strict mode wants it
// and holds shipped code to the node rules; its globs do not match .mts.
import tseslint from 'typescript-eslint';

export default tseslint.config(
	{ ignores: ['**/node_modules/**', 'dist/**', '.cache/**', '.n8n-host/**'] },
	{
		files: ['{tools,test}/**/*.mts'],
		extends: [tseslint.configs.recommended],
		languageOptions: { parserOptions: { ecmaVersion: 'latest', sourceType: 'module' } },
		rules: {
			'@typescript-eslint/consistent-type-imports': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
			],
			'no-console': 'off',
			eqeqeq: 'error',
		},
	},
);
