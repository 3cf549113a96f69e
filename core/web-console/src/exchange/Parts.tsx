import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ExchangeReason } from '../api/model';
import { useLabel } from '../register/words';
import './exchange.css';

const COLOURS: Record<string, string> = {
  ACCEPTED: 'green',
  TAKEN: 'green',
  UPDATED: 'blue',
  REFUSED: 'red',
  FAULTY: 'red',
  FAILED: 'red',
  CONFLICT: 'orange',
  KEPT: 'purple',
  PENDING: 'gold',
};

/** What became of an item. */
export function StateOfItem({ state, count }: { state: string; count?: number | null }) {
  const { t } = useTranslation();
  return (
    <Tag color={COLOURS[state]}>
      {t(`exchange.states.${state}`)}
      {count ? ` ${count}` : ''}
    </Tag>
  );
}

/** How many items stand so. */
export function Counts({ counts }: { counts?: Record<string, number | null | undefined> | null }) {
  const all = Object.entries(counts ?? {});
  return all.length === 0 ? (
    <>—</>
  ) : (
    all.map(([state, count]) => <StateOfItem key={state} state={state} count={count} />)
  );
}

/** Why something does not leave, or was not taken. */
export function Reasons({ reasons }: { reasons?: ExchangeReason[] | null }) {
  const { t } = useTranslation();
  const label = useLabel();
  return (reasons ?? []).map((one, index) => (
    <div key={index}>
      {one.code === 'BOTH_CHANGED' ? t('exchange.bothChanged', { field: label(one.label) }) : label(one.label)}
    </div>
  ));
}

/** What stands in the partner's file. */
export function Message({ message }: { message?: Record<string, unknown> | null }) {
  return (
    <dl className="exchange-message">
      {Object.entries(message ?? {}).map(([name, value]) => (
        <div key={name}>
          <dt className="mono">{name}</dt>
          <dd>{typeof value === 'object' ? JSON.stringify(value) : String(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
