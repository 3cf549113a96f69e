import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

export default tseslint.config({ ignores: ['target/', 'src/api/schema.d.ts'] }, ...tseslint.configs.recommended, {
  files: ['src/**/*.{ts,tsx}'],
  plugins: { 'react-hooks': hooks },
  rules: {
    ...hooks.configs.recommended.rules,
    // Money is exact: nobody may turn it into a floating-point number to show it.
    'no-restricted-globals': ['error', { name: 'parseFloat', message: 'Money stays a string; see shared/money.ts.' }],
    'no-restricted-properties': [
      'error',
      { object: 'Number', property: 'parseFloat', message: 'Money stays a string; see shared/money.ts.' },
    ],
  },
});
