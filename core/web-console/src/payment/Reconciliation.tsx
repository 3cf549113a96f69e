import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Radio, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { BankMismatch, BankReport } from '../api/model';
import { useTenant } from '../frame/tenant';
import { formatInstant } from '../shared/dates';
import { formatYuan } from '../shared/money';
import { PagedTable } from '../shared/PagedTable';
import { Problem } from '../shared/Problem';
import { Ask } from './Ask';
import { SendFile } from './SendFile';

/** What the bank sent back, and where its word and ours differ. */
export function Reconciliation() {
  const { t } = useTranslation();
  const { code, can } = useTenant();
  const cache = useQueryClient();
  const take = useMutation({
    mutationFn: async (form: FormData): Promise<BankReport> =>
      body(
        api.POST('/api/v1/tenants/{code}/bank-reports', {
          params: { path: { code } },
          // The browser itself must write the multipart boundary.
          body: form as never,
          bodySerializer: () => form,
        }),
      ),
    onSuccess: () => void cache.invalidateQueries(),
  });
  return (
    <>
      <div className="panel-head">
        <p className="muted">{t('payment.reconciliationHint')}</p>
        {can('PAY') && (
          <SendFile
            label={t('payment.takeReport')}
            accept=".csv,.xml"
            pending={take.isPending}
            testId="bank-report-file"
            onFile={(form) => take.mutate(form)}
          />
        )}
      </div>
      {take.error && <Problem error={take.error} />}
      {take.data && (
        <Alert
          showIcon
          type={take.data.mismatches ? 'warning' : 'success'}
          data-testid="report-taken"
          title={t('payment.reportTaken', {
            lines: take.data.lines,
            applied: take.data.applied,
            unchanged: take.data.unchanged,
            mismatches: take.data.mismatches,
          })}
        />
      )}
      <Mismatches />
      <h2>{t('payment.reports')}</h2>
      <PagedTable<BankReport>
        queryKey={['bank-reports', code]}
        label={t('payment.reports')}
        testId="bank-reports"
        rowTestId="bank-report"
        rowKey={(report) => report.id ?? ''}
        load={(cursor, limit) =>
          body(api.GET('/api/v1/tenants/{code}/bank-reports', { params: { path: { code }, query: { cursor, limit } } }))
        }
        columns={[
          { title: t('payment.file'), dataIndex: 'name' },
          { title: t('payment.format'), render: (_, report) => t(`payment.formats.${report.format}`) },
          { title: t('payment.lines'), dataIndex: 'lines', align: 'right' },
          { title: t('payment.applied'), dataIndex: 'applied', align: 'right' },
          { title: t('payment.unchanged'), dataIndex: 'unchanged', align: 'right' },
          { title: t('payment.mismatches'), dataIndex: 'mismatches', align: 'right' },
          { title: t('payment.takenBy'), render: (_, report) => `${report.takenBy} ${formatInstant(report.takenAt)}` },
          {
            title: t('payment.hash'),
            render: (_, report) => (
              <span className="mono" title={report.hash ?? ''}>
                {report.hash?.slice(0, 8)}
              </span>
            ),
          },
        ]}
      />
    </>
  );
}

function Mismatches() {
  const { t } = useTranslation();
  const { code, can } = useTenant();
  const cache = useQueryClient();
  const [closing, setClosing] = useState<BankMismatch>();
  const [accepted, setAccepted] = useState(false);
  const close = useMutation({
    mutationFn: ({ mismatch, reason }: { mismatch: string; reason: string }) =>
      body(
        api.POST('/api/v1/tenants/{code}/bank-reports/mismatches/{mismatch}/closing', {
          params: { path: { code, mismatch } },
          body: { accepted, reason },
        }),
      ),
    onSuccess: () => {
      setClosing(undefined);
      void cache.invalidateQueries();
    },
  });
  const said = (status?: string | null, amount?: string | null) =>
    [status ? t(`payment.status.${status}`, status) : null, amount ? formatYuan(amount) : null]
      .filter(Boolean)
      .join(' · ') || '—';
  // Only that a payment arrived of which the bank had said that it failed can be taken over.
  const acceptable =
    closing?.kind === 'CONTRADICTION' && closing.saidStatus === 'SUCCEEDED' && closing.ourStatus === 'FAILED';
  return (
    <>
      <h2>{t('payment.mismatchesTitle')}</h2>
      <PagedTable<BankMismatch>
        queryKey={['bank-mismatches', code]}
        label={t('payment.mismatchesTitle')}
        testId="bank-mismatches"
        rowTestId="bank-mismatch"
        rowKey={(one) => one.id ?? ''}
        load={(cursor, limit) =>
          body(
            api.GET('/api/v1/tenants/{code}/bank-reports/mismatches', {
              params: { path: { code }, query: { cursor, limit } },
            }),
          )
        }
        columns={[
          { title: t('payment.mismatch'), render: (_, one) => t(`payment.mismatchKind.${one.kind}`) },
          { title: t('payment.file'), render: (_, one) => `${one.reportName} : ${one.line}` },
          { title: t('payment.endToEndId'), render: (_, one) => <span className="mono">{one.endToEndId}</span> },
          {
            title: t('payment.bankSays'),
            render: (_, one) => `${said(one.saidStatus, one.saidAmount)} ${one.saidReason ?? ''}`,
          },
          { title: t('payment.weSay'), render: (_, one) => said(one.ourStatus, one.ourAmount) },
          {
            title: t('payment.standing'),
            render: (_, one) =>
              one.closedAt ? (
                `${one.accepted ? t('payment.accepted') : t('payment.closed')} · ${one.closedBy} · ${one.reason}`
              ) : can('PAY') ? (
                <Button
                  size="small"
                  data-testid="close-mismatch"
                  onClick={() => {
                    setAccepted(false);
                    setClosing(one);
                  }}
                >
                  {t('payment.close')}
                </Button>
              ) : (
                t('payment.open')
              ),
          },
        ]}
      />
      {closing && (
        <Ask
          title={t('payment.close')}
          hint={t('payment.closeHint')}
          error={close.error}
          pending={close.isPending}
          onClose={() => setClosing(undefined)}
          onReason={(reason) => close.mutate({ mismatch: closing.id ?? '', reason })}
        >
          {acceptable && (
            <Radio.Group value={accepted} onChange={(event) => setAccepted(Boolean(event.target.value))}>
              <Space orientation="vertical">
                <Radio value={false}>{t('payment.keepOurs')}</Radio>
                <Radio value={true}>{t('payment.acceptTheirs')}</Radio>
              </Space>
            </Radio.Group>
          )}
        </Ask>
      )}
    </>
  );
}
