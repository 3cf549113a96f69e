import { useTranslation } from 'react-i18next';
import type { JournalEntry } from '../api/model';
import { changes } from './changes';

export function Diff({ entry }: { entry: JournalEntry }) {
  const { t } = useTranslation();
  const rows = changes(entry.before, entry.after);
  return (
    <div data-testid="journal-diff">
      {rows.length === 0 ? (
        <p className="muted">{t('audit.noContent')}</p>
      ) : (
        <table className="diff">
          <thead>
            <tr>
              <th>{t('audit.field')}</th>
              <th>{t('audit.before')}</th>
              <th>{t('audit.after')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ field, before, after, changed }) => (
              <tr key={field} className={changed ? 'changed' : ''}>
                <td className="mono">{field}</td>
                <td>{before}</td>
                <td>{after}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p className="mono muted">
        {t('audit.previousHash')} {entry.previousHash ?? '—'}
        <br />
        {t('audit.hash')} {entry.hash}
      </p>
    </div>
  );
}
