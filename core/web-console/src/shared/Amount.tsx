import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { formatYuan, shorten } from './money';

interface Props {
  value: string | null | undefined;
}

/** An exact amount in yuan, aligned for comparison in columns. */
export function Amount({ value }: Props) {
  return <span className="amount">{formatYuan(value)}</span>;
}

/** An amount in 万元 or 亿元, with the exact yuan on hover. */
export function ShortAmount({ value }: Props) {
  const { t, i18n } = useTranslation();
  const { digits, unit } = shorten(value, i18n.language);
  return (
    <Tooltip title={`${formatYuan(value)} ${t('shared.unit.yuan')}`}>
      <span className="amount">
        {digits}
        <span className="unit">{t(`shared.unit.${unit}`)}</span>
      </span>
    </Tooltip>
  );
}
