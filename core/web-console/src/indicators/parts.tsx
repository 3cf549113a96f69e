import { Tag, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { IndicatorEntry } from '../api/model';
import { useLabel } from '../register/words';
import { formatInstant } from '../shared/dates';

/** What it stands at, or why that is not known. */
export function ValueOf({ entry }: { entry: IndicatorEntry }) {
  const { t } = useTranslation();
  const label = useLabel();
  const latest = entry.latest;
  if (!latest) {
    return <span className="muted">{t('indicators.notYet')}</span>;
  }
  return (
    <>
      {latest.value === null || latest.value === undefined ? (
        <span className="muted">{label(latest.reason) || t('indicators.noFigure')}</span>
      ) : (
        <strong className="mono" data-testid="indicator-value">
          {latest.value} {label(entry.unit)}
        </strong>
      )}
      {latest.failed && <Tag color="red">{t('indicators.failed')}</Tag>}
      {(latest.missing ?? 0) > 0 && (
        <Tooltip title={t('indicators.missingHint')}>
          <Tag color="orange">{t('indicators.missing', { count: latest.missing ?? 0 })}</Tag>
        </Tooltip>
      )}
    </>
  );
}

/** What it is to reach, by which clause, and whether it has. */
export function TargetTag({ entry }: { entry: IndicatorEntry }) {
  const { t } = useTranslation();
  const label = useLabel();
  const target = entry.target;
  if (!target) {
    return <span className="muted">—</span>;
  }
  return (
    <div data-testid="indicator-target">
      {t('indicators.until', { year: target.year })}{' '}
      <span className="mono">
        {target.value} {label(entry.unit)}
      </span>{' '}
      {target.reached !== null && target.reached !== undefined && (
        <Tag color={target.reached ? 'green' : 'orange'}>
          {t(target.reached ? 'indicators.reached' : 'indicators.notReached')}
        </Tag>
      )}
      <div className="muted">
        {target.basis?.document} {target.basis?.article}
      </div>
    </div>
  );
}

/** Who computed it, when, and out of how many. */
export function Whence({ entry }: { entry: IndicatorEntry }) {
  const { t } = useTranslation();
  const latest = entry.latest;
  return (
    <div className="muted">
      {entry.plugin} {latest?.version ?? entry.version}
      {latest && (
        <div>
          {latest.day} · {t('indicators.counted', { count: latest.counted ?? 0 })}
          <div>{formatInstant(latest.computedAt)}</div>
        </div>
      )}
    </div>
  );
}
