import { useTranslation } from 'react-i18next';
import type { ChainStep } from '../api/model';
import { useName } from '../shared/text';
import { limitWords, ruleWords } from './words';
import './approval.css';

/** A chain as it is read: its steps in order, who signs each, how long it may take. */
export function ChainPicture({ steps }: { steps: readonly ChainStep[] }) {
  const { t } = useTranslation();
  const name = useName();
  return (
    <ol className="route" data-testid="chain-picture">
      {steps.map((step, index) => (
        <li key={index} className="route-step chain">
          <span className="route-mark number">{index + 1}</span>
          <strong>{name(step) || '—'}</strong>
          <span>{ruleWords(t, step)}</span>
          {limitWords(t, step).map((line) => (
            <span key={line} className="muted">
              {line}
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
}
