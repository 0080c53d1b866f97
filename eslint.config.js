import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/** Files that compute and never touch the world: time and chance reach them as arguments. */
const PURE = ['libs/policies/src/**/*.ts', 'libs/dns/src/**/*.ts'];
const IMPURE = ['libs/dns/src/servers/**/*.ts', 'libs/*/src/**/*.spec.ts', 'libs/*/src/**/*.fixture.ts'];

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', 'coverage/**', 'vitest.config.ts'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    files: ['**/*.ts', '**/*.tsx'],
    languageOptions: {
      parserOptions: {
        project: ['libs/*/tsconfig.spec.json', 'apps/*/tsconfig.spec.json', 'e2e/tsconfig.spec.json', 'bench/tsconfig.spec.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: PURE,
    ignores: IMPURE,
    rules: {
      'no-restricted-globals': [
        'error',
        'process',
        'setTimeout',
        'setInterval',
        'setImmediate',
        'performance',
        'fetch',
        'crypto',
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'Pure code takes `now` as an argument.' },
        { object: 'Math', property: 'random', message: 'Pure code takes `random` as an argument.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Pure code takes `now` as an argument.' },
      ],
    },
  },
  {
    files: ['apps/dashboard/**/*.ts', 'apps/dashboard/**/*.tsx'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      // Names, reasons and ids come from elsewhere: they reach the page as text nodes alone, and its policy allows no style attribute.
      'no-restricted-syntax': [
        'error',
        {
          selector: "JSXAttribute[name.name='style']",
          message: 'The page’s policy allows no style: use a class, or an SVG attribute.',
        },
        { selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']", message: 'Text is text: no HTML from strings.' },
        { selector: 'MemberExpression[property.name=/^(inner|outer)HTML$/]', message: 'Text is text: no HTML from strings.' },
        { selector: "CallExpression[callee.property.name='insertAdjacentHTML']", message: 'Text is text: no HTML from strings.' },
      ],
    },
  },
  {
    files: ['**/*.mjs', '**/*.cjs', '**/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        setTimeout: 'readonly',
        setInterval: 'readonly',
        clearTimeout: 'readonly',
        module: 'writable',
        require: 'readonly',
        URL: 'readonly',
        fetch: 'readonly',
        performance: 'readonly',
        Buffer: 'readonly',
        AbortSignal: 'readonly',
      },
    },
  },
);
