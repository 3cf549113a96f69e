import { useQuery } from '@tanstack/react-query';
import { Table, Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { PayableRound } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Amount } from '../shared/Amount';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import { CreditList } from './CreditList';
import { Holds } from './Holds';
import { Reconciliation } from './Reconciliation';
import { Standing } from './Standing';

/** Everything of a finance officer's day: rounds to pay, what waits, what the bank said, and who is paid nothing. */
export function PaymentsPage() {
  const { t } = useTranslation();
  const { code } = useTenant();
  const { tab = 'batches' } = useParams();
  const navigate = useNavigate();
  return (
    <Page title={t('payment.title')} hint={t('payment.hint')}>
      <Tabs
        activeKey={tab}
        onChange={(key) => void navigate(`/t/${code}/payments/${key}`)}
        destroyOnHidden
        items={[
          { key: 'batches', label: t('payment.rounds'), children: <Rounds /> },
          { key: 'holds', label: t('payment.holds'), children: <Holds /> },
          { key: 'reconciliation', label: t('payment.reconciliation'), children: <Reconciliation /> },
          { key: 'credit', label: t('payment.credit'), children: <CreditList /> },
        ]}
      />
    </Page>
  );
}

function Rounds() {
  const { t } = useTranslation();
  const text = useLocalText();
  const { code } = useTenant();
  const rounds = useQuery({
    queryKey: ['payable-rounds', code],
    queryFn: async (): Promise<{ items?: PayableRound[] | null }> =>
      body(api.GET('/api/v1/tenants/{code}/payments/rounds', { params: { path: { code } } })),
  });
  if (rounds.error) {
    return <Problem error={rounds.error} onRetry={() => void rounds.refetch()} />;
  }
  return (
    <section className="panel" data-testid="payable-rounds">
      <Table<PayableRound>
        aria-label={t('payment.rounds')}
        rowKey={(round) => round.id ?? ''}
        loading={rounds.isLoading}
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={rounds.data?.items ?? []}
        locale={{ emptyText: t('payment.noRounds') }}
        columns={[
          {
            title: t('payment.round'),
            render: (_, round) => (
              <Link to={`/t/${round.tenant ?? code}/payments/rounds/${round.id}`}>
                {text(round.title)} · {round.year}-{round.number}
              </Link>
            ),
          },
          { title: t('payment.standing'), render: (_, round) => <Standing code={round.status} /> },
          { title: t('payment.waiting'), dataIndex: 'waiting', align: 'right' },
          { title: t('payment.refused'), dataIndex: 'refused', align: 'right' },
          { title: t('payment.held'), dataIndex: 'held', align: 'right' },
          { title: t('payment.underway'), dataIndex: 'underway', align: 'right' },
          { title: t('payment.paid'), dataIndex: 'paid', align: 'right' },
          { title: t('payment.remaining'), align: 'right', render: (_, round) => <Amount value={round.remaining} /> },
          { title: t('payment.paidAmount'), align: 'right', render: (_, round) => <Amount value={round.paidAmount} /> },
        ]}
      />
    </section>
  );
}
