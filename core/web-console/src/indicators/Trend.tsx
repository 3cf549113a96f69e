import { useTranslation } from 'react-i18next';
import type { IndicatorPoint } from '../api/model';
import { points } from './trend';

const WIDTH = 120;
const HEIGHT = 28;

/** The last values as a line; the values themselves stand in the title and on the page of the indicator. */
export function Trend({ trend }: { trend: IndicatorPoint[] }) {
  const { t } = useTranslation();
  if (trend.length < 2) {
    return <span className="muted">{t('indicators.noTrend')}</span>;
  }
  const first = trend[0];
  const last = trend[trend.length - 1];
  return (
    <svg
      width={WIDTH}
      height={HEIGHT}
      role="img"
      aria-label={t('indicators.trendFromTo', {
        from: `${first?.day} ${first?.value}`,
        until: `${last?.day} ${last?.value}`,
      })}
      data-testid="trend"
    >
      <polyline
        points={points(trend, WIDTH, HEIGHT)}
        fill="none"
        stroke="#174a8c"
        strokeWidth={1.5}
        strokeLinejoin="round"
      />
    </svg>
  );
}
