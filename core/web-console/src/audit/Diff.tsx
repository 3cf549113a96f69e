import { useTranslation } from 'react-i18next';
import type { JournalEntry } from '../api/model';
import { type Change, changes } from './changes';

/** What an entry changed; the fields it left alone are folded away. */
export function Diff({ entry }: { entry: JournalEntry }) {
  const { t } = useTranslation();
  const rows = changes(entry.before, entry.after);
  const changed = rows.filter((row) => row.changed);
  const unchanged = rows.filter((row) => !row.changed);
  return (
    <div data-testid="journal-diff">
      {changed.length === 0 ? <p className="muted">{t('audit.noContent')}</p> : <Fields rows={changed} />}
      {unchanged.length > 0 && (
        <details>
          <summary>{t('audit.unchanged', { fields: unchanged.length })}</summary>
          <Fields rows={unchanged} />
        </details>
      )}
      <p className="mono muted">
        {t('audit.previousHash')} {entry.previousHash ?? '—'}
        <br />
        {t('audit.hash')} {entry.hash}
      </p>
    </div>
  );
}

function Fields({ rows }: { rows: Change[] }) {
  const { t } = useTranslation();
  return (
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
  );
}
