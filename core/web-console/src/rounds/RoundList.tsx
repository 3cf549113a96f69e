import { PlusOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body } from '../api/client';
import type { RoundStatus, RoundSummary } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Amount } from '../shared/Amount';
import { formatDate } from '../shared/dates';
import { Page } from '../shared/Page';
import { PagedTable } from '../shared/PagedTable';
import { useLocalText } from '../shared/text';
import { OpenRound } from './OpenRound';

const COLOURS: Record<RoundStatus, string> = {
  FREEZING: 'default',
  ANSWERS: 'gold',
  REVIEW: 'blue',
  NOTICE: 'geekblue',
  APPROVAL: 'purple',
  PAYMENT: 'orange',
  CLOSED: 'green',
  CANCELLED: 'default',
};

export function RoundTag({ status }: { status: RoundStatus | null | undefined }) {
  const { t } = useTranslation();
  return status ? (
    <Tag color={COLOURS[status]} data-testid="round-status" data-status={status}>
      {t(`rounds.status.${status}`)}
    </Tag>
  ) : null;
}

/** The rounds of a tenant, the latest first. */
export function RoundList() {
  const { t, i18n } = useTranslation();
  const text = useLocalText();
  const { code, can } = useTenant();
  const [opening, setOpening] = useState(false);
  return (
    <Page
      title={t('rounds.title')}
      hint={
        <>
          {t('rounds.hint')} <Link to={`/notices?tenant=${code}`}>{t('rounds.toNotices')}</Link>
        </>
      }
      actions={
        can('DISBURSE_REVIEW') && (
          <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpening(true)} data-testid="round-new">
            {t('rounds.open.title')}
          </Button>
        )
      }
    >
      <PagedTable<RoundSummary>
        queryKey={['rounds', code]}
        label={t('rounds.title')}
        testId="round-list"
        rowTestId="round-row"
        rowKey={(round) => round.id ?? ''}
        load={(cursor, limit) =>
          body(api.GET('/api/v1/tenants/{code}/rounds', { params: { path: { code }, query: { cursor, limit } } }))
        }
        columns={[
          {
            title: t('rounds.round'),
            render: (_, round) => (
              <>
                <Link to={`/t/${round.tenant ?? code}/rounds/${round.id}`}>{text(round.title)}</Link>
                <div className="muted">{t(`rounds.track.${round.track}`)}</div>
              </>
            ),
          },
          { title: t('rounds.statusTitle'), render: (_, round) => <RoundTag status={round.status} /> },
          { title: t('rounds.until'), render: (_, round) => deadline(round, i18n.language) },
          { title: t('rounds.items'), align: 'right', dataIndex: 'items' },
          { title: t('rounds.dueYuan'), align: 'right', render: (_, round) => <Amount value={round.due} /> },
          { title: t('rounds.givenYuan'), align: 'right', render: (_, round) => <Amount value={round.allocated} /> },
          { title: t('rounds.paidYuan'), align: 'right', render: (_, round) => <Amount value={round.paid} /> },
        ]}
      />
      {opening && <OpenRound onClose={() => setOpening(false)} />}
    </Page>
  );
}

function deadline(round: RoundSummary, language: string): string {
  switch (round.status) {
    case 'ANSWERS':
      return formatDate(round.answerUntil, language);
    case 'NOTICE':
      return formatDate(round.noticeUntil, language);
    default:
      return '—';
  }
}
