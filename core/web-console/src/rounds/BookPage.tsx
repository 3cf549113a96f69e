import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { BudgetEntry } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Amount } from '../shared/Amount';
import { formatInstant } from '../shared/dates';
import { Page } from '../shared/Page';
import { PagedTable } from '../shared/PagedTable';
import { useLocalText } from '../shared/text';
import { BudgetBar } from './BudgetList';
import { useBudgets } from './queries';
import './rounds.css';

/** The book of one budget: every movement in double entry, with what moved it. */
export function BookPage() {
  const { t } = useTranslation();
  const text = useLocalText();
  const { policy = '', year = '' } = useParams();
  const { code } = useTenant();
  const budget = useBudgets().data?.items?.find((one) => one.policyId === policy && one.year === Number(year));
  return (
    <Page
      title={`${text(budget?.title) || policy} · ${t('shared.year', { year })}`}
      hint={
        <>
          {t('rounds.budgets.bookHint')} <Link to={`/t/${code}/budgets`}>{t('rounds.budgets.back')}</Link>
        </>
      }
    >
      {budget && (
        <section className="panel">
          <BudgetBar budget={budget} />
        </section>
      )}
      <PagedTable<BudgetEntry>
        queryKey={['book', code, policy, year]}
        label={t('rounds.budgets.book')}
        testId="book"
        rowTestId="book-entry"
        rowKey={(entry) => String(entry.seq)}
        load={(cursor, limit) =>
          body(
            api.GET('/api/v1/tenants/{code}/budgets/{policy}/{year}/entries', {
              params: { path: { code, policy, year: Number(year) }, query: { cursor, limit } },
            }),
          )
        }
        columns={[
          { title: t('rounds.budgets.seq'), dataIndex: 'seq', width: 70 },
          { title: t('rounds.budgets.at'), render: (_, entry) => formatInstant(entry.at) },
          {
            title: t('rounds.budgets.kindTitle'),
            render: (_, entry) => <Tag>{t(`rounds.budgets.kind.${entry.kind}`)}</Tag>,
          },
          { title: t('rounds.budgets.debit'), render: (_, entry) => t(`rounds.budgets.account.${entry.debit}`) },
          { title: t('rounds.budgets.credit'), render: (_, entry) => t(`rounds.budgets.account.${entry.credit}`) },
          {
            title: t('rounds.budgets.amountYuan'),
            align: 'right',
            render: (_, entry) => <Amount value={entry.amount} />,
          },
          {
            title: t('rounds.budgets.document'),
            render: (_, entry) => (
              <>
                {entry.document ?? entry.note ?? '—'}
                {entry.document && entry.note && <div className="muted">{entry.note}</div>}
              </>
            ),
          },
          { title: t('rounds.budgets.reference'), render: (_, entry) => <Reference of={entry.reference ?? ''} /> },
          { title: t('rounds.budgets.actor'), dataIndex: 'actor' },
        ]}
      />
    </Page>
  );
}

/** What moved the money, by its kind and the beginning of its identifier; all of it stands in the tooltip. */
function Reference({ of }: { of: string }) {
  const { t } = useTranslation();
  const [kind = '', id = ''] = of.split(':', 2);
  return (
    <span title={of}>
      {t(`rounds.budgets.referenceKind.${kind}`, kind)} <span className="mono">{id.slice(0, 8)}</span>
    </span>
  );
}
