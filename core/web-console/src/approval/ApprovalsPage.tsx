import { Button, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router-dom';
import { api, body } from '../api/client';
import type { ApprovalSummary } from '../api/model';
import { findTenant, useSession } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { formatInstant } from '../shared/dates';
import { formatYuan } from '../shared/money';
import { Page } from '../shared/Page';
import { PagedTable } from '../shared/PagedTable';
import { useLocalText, useName } from '../shared/text';
import { Absences } from './Absences';
import { CaseState } from './ApprovalStanding';
import type { Kind } from './queries';
import { leftWords } from './words';

const KINDS: Kind[] = ['PAYMENT', 'REGISTRATION', 'REGISTER', 'WRITE_OFF'];
const LISTS = ['MINE', 'BEGUN', 'OPEN', 'ENDED'] as const;
type Which = (typeof LISTS)[number];

/** What waits for me, what I began, and everything else under approval here. */
export function ApprovalsPage() {
  const { t } = useTranslation();
  const text = useLocalText();
  const name = useName();
  const navigate = useNavigate();
  const { code, tree } = useTenant();
  const session = useSession();
  const officer = session.data !== undefined && !session.data.account?.organization;
  const [which, setWhich] = useState<Which | null>(null);
  const [kind, setKind] = useState<Kind | undefined>();
  const shown = which ?? (officer ? 'MINE' : 'OPEN');
  return (
    <Page
      title={t('approval.title')}
      hint={t('approval.hint')}
      actions={
        officer && (
          <Button onClick={() => void navigate(`/t/${code}/approval-chains`)} data-testid="approval-chains">
            {t('approval.chains')}
          </Button>
        )
      }
    >
      <div className="filters">
        <Segmented<Which>
          value={shown}
          onChange={setWhich}
          options={LISTS.filter((one) => officer || one !== 'MINE').map((value) => ({
            value,
            label: t(`approval.list.${value}`),
          }))}
        />
        <Select
          allowClear
          style={{ width: 180 }}
          aria-label={t('approval.kind')}
          placeholder={t('approval.kind')}
          value={kind}
          onChange={setKind}
          options={KINDS.map((value) => ({ value, label: t(`approval.kindOf.${value}`) }))}
        />
      </div>
      <PagedTable<ApprovalSummary>
        queryKey={['approvals', code, shown, kind]}
        load={(cursor, limit) =>
          body(
            api.GET('/api/v1/tenants/{code}/approvals', {
              params: { path: { code }, query: { which: shown, kind, cursor, limit } },
            }),
          )
        }
        label={t('approval.title')}
        testId="approvals"
        rowTestId="approval-row"
        rowKey={(item) => item.one?.id ?? ''}
        columns={[
          {
            title: t('approval.what'),
            render: (_, item) => <Link to={`/t/${code}/approvals/${item.one?.id}`}>{text(item.one?.title)}</Link>,
          },
          { title: t('approval.kind'), width: 130, render: (_, item) => t(`approval.kindOf.${item.one?.kind}`) },
          {
            title: t('approval.amount'),
            width: 140,
            align: 'right',
            render: (_, item) => (item.one?.amount ? formatYuan(item.one.amount) : '—'),
          },
          {
            title: t('approval.at'),
            width: 180,
            render: (_, item) => (item.step ? text(item.step) : <CaseState state={item.one?.state} />),
          },
          {
            title: t('approval.dueOn'),
            width: 210,
            render: (_, item) =>
              item.dueOn ? (
                <span className={(item.daysLeft ?? 0) < 0 ? 'late-words' : ''}>
                  {item.dueOn} {leftWords(t, item.daysLeft)}
                </span>
              ) : (
                '—'
              ),
          },
          { title: t('approval.begunBy'), width: 130, render: (_, item) => item.one?.initiatorName || '—' },
          { title: t('approval.begunAt'), width: 170, render: (_, item) => formatInstant(item.one?.begunAt) },
          {
            title: t('approval.tenant'),
            width: 120,
            render: (_, item) => name(findTenant(tree, item.one?.tenant ?? 0)) || item.one?.tenant,
          },
        ]}
      />
      {officer && <Absences />}
    </Page>
  );
}
