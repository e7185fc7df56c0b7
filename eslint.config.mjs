import tseslint from 'typescript-eslint';

const nodeModules = [
  'node:*',
  'fs',
  'path',
  'os',
  'process',
  'child_process',
  'crypto',
  'url',
  'stream',
  'util',
];

/** Says in the editor what `test/architecture.test.ts` checks. */
function layer(name, forbidden) {
  return {
    files: [`server/${name}/**/*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            ...forbidden.map((other) => ({
              group: [`**/${other}/**`],
              message: `${name}/ does not know ${other}/; see ARCHITECTURE.md.`,
            })),
            {
              group: [...nodeModules, 'vscode-languageserver*'],
              message: `${name}/ knows neither Node nor the protocol; see ARCHITECTURE.md.`,
            },
          ],
        },
      ],
    },
  };
}

export default tseslint.config(
  { ignores: ['dist/**', 'node_modules/**', '.vscode-test/**', 'client/summary/page.ts', 'docs/**'] },
  {
    files: ['client/**/*.ts', 'server/**/*.ts', 'scripts/**/*.ts', 'test/**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      // Our interfaces are plain data: what looks like a method needs no `this`.
      '@typescript-eslint/unbound-method': 'off',
      // Text is taken apart by code points on purpose.
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/use-unknown-in-catch-callback-variable': 'off',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', name: ['test', 'describe', 'it', 'suite'], package: 'node:test' },
          ],
        },
      ],
    },
  },
  layer('text', ['model', 'engine', 'cloudformation', 'terraform', 'language', 'service', 'lsp']),
  layer('model', ['engine', 'cloudformation', 'terraform', 'language', 'service', 'lsp']),
  layer('engine', ['cloudformation', 'terraform', 'language', 'service', 'lsp']),
  layer('cloudformation', ['engine', 'terraform', 'language', 'service', 'lsp']),
  layer('terraform', ['engine', 'cloudformation', 'language', 'service', 'lsp']),
  layer('language', ['cloudformation', 'terraform', 'service', 'lsp']),
  layer('service', ['lsp']),
);
