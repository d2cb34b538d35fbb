import js from '@eslint/js';
import reactHooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  { ignores: ['target', 'src/api/schema.d.ts'] },
  js.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}', 'build/**/*.ts', 'vite.config.ts'],
    extends: [...tseslint.configs.strict],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'max-lines': ['error', 400],
      'max-lines-per-function': ['error', 100],
      // Checked by the compiler as far as it can go wrong; the layout indexes arrays it has just made.
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { Buffer: 'readonly', URL: 'readonly', clearInterval: 'readonly', console: 'readonly', document: 'readonly', fetch: 'readonly', getComputedStyle: 'readonly', localStorage: 'readonly', process: 'readonly', setInterval: 'readonly', setTimeout: 'readonly', clearTimeout: 'readonly', structuredClone: 'readonly', window: 'readonly' } },
  },
);
