import { DatePicker } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';

const ISO = 'YYYY-MM-DD';

interface Props {
  label?: string;
  value?: string | null;
  disabled?: boolean;
  small?: boolean;
  wrong?: boolean;
  testId?: string;
  onChange?: (day: string | null) => void;
}

/** A day as the server writes it. */
export function Day({ label, value, disabled, small, wrong, testId, onChange }: Props) {
  const { t } = useTranslation();
  return (
    <DatePicker
      aria-label={label}
      style={{ width: '100%' }}
      size={small ? 'small' : 'middle'}
      disabled={disabled}
      placeholder={t('policy.open')}
      status={wrong ? 'error' : undefined}
      value={value ? dayjs(value) : null}
      data-testid={testId}
      onChange={(day) => onChange?.(day ? day.format(ISO) : null)}
    />
  );
}
