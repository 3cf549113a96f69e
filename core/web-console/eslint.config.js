import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

const DAY =
  'The day here is not always the day at the office; see today(), now() and thisInstant() in shared/dates.ts.';

export default tseslint.config(
  { ignores: ['target/', 'src/api/schema.d.ts'] },
  ...tseslint.configs.recommended,
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: {
      ...hooks.configs.recommended.rules,
      // A day is the office's, not that of the machine somebody reads on.
      'no-restricted-syntax': [
        'error',
        { selector: "CallExpression[callee.name='dayjs'][arguments.length=0]", message: DAY },
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: DAY },
      ],
      // Money is exact: nobody may turn it into a floating-point number to show it.
      'no-restricted-globals': ['error', { name: 'parseFloat', message: 'Money stays a string; see shared/money.ts.' }],
      'no-restricted-properties': [
        'error',
        { object: 'Number', property: 'parseFloat', message: 'Money stays a string; see shared/money.ts.' },
        { object: 'Date', property: 'now', message: DAY },
      ],
    },
  },
  { files: ['src/shared/dates.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
