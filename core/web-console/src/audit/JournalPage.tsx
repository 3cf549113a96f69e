import { DownloadOutlined, SafetyCertificateOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Alert, Button, Checkbox, DatePicker, Input, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, download } from '../api/client';
import type { JournalEntry } from '../api/model';
import { useTenant } from '../frame/tenant';
import { formatInstant } from '../shared/dates';
import { Page } from '../shared/Page';
import { PagedTable } from '../shared/PagedTable';
import { Problem } from '../shared/Problem';
import { Diff } from './Diff';

export function JournalPage() {
  const { t } = useTranslation();
  const { code } = useTenant();
  const verify = useMutation({
    mutationFn: () => body(api.GET('/api/v1/tenants/{code}/journal/verification', { params: { path: { code } } })),
  });
  const [reads, setReads] = useState(false);
  const [actor, setActor] = useState('');
  const [day, setDay] = useState<string>();
  const filter = { reads: reads || undefined, actor: actor || undefined, day };
  return (
    <Page
      title={t('audit.title')}
      hint={t('audit.hint')}
      actions={
        <Space>
          <Button
            icon={<DownloadOutlined />}
            onClick={() => void download(`/api/v1/tenants/${code}/journal/export`, `journal-${code}.tsv`)}
            data-testid="export-journal"
          >
            {t('audit.export')}
          </Button>
          <Button
            type="primary"
            icon={<SafetyCertificateOutlined />}
            loading={verify.isPending}
            onClick={() => verify.mutate()}
            data-testid="verify-journal"
          >
            {t('audit.verify')}
          </Button>
        </Space>
      }
    >
      <Space wrap style={{ marginBottom: 16 }}>
        <Checkbox checked={reads} onChange={(event) => setReads(event.target.checked)} data-testid="journal-reads">
          {t('audit.reads')}
        </Checkbox>
        <Input.Search
          allowClear
          placeholder={t('audit.actor')}
          onSearch={setActor}
          style={{ width: 200 }}
          data-testid="journal-actor"
        />
        <DatePicker
          placeholder={t('audit.day')}
          onChange={(_, text) => setDay(typeof text === 'string' && text ? text : undefined)}
          data-testid="journal-day"
        />
      </Space>
      {verify.error && <Problem error={verify.error} />}
      {verify.data && (
        <Alert
          showIcon
          style={{ marginBottom: 16 }}
          type={verify.data.intact ? 'success' : 'error'}
          data-testid="journal-verification"
          data-intact={String(verify.data.intact)}
          title={t(verify.data.intact ? 'audit.intact' : 'audit.broken', {
            entries: verify.data.entries ?? 0,
            roots: verify.data.roots ?? 0,
          })}
        />
      )}
      <PagedTable<JournalEntry>
        queryKey={['journal', code, filter]}
        label={t('audit.title')}
        testId="journal"
        rowTestId="journal-row"
        rowKey={(entry) => `${entry.tenant}-${entry.seq}`}
        load={(cursor, limit) =>
          body(
            api.GET('/api/v1/tenants/{code}/journal', {
              params: { path: { code }, query: { cursor, limit, ...filter } },
            }),
          )
        }
        expandable={{ expandedRowRender: (entry) => <Diff entry={entry} /> }}
        columns={[
          { title: t('audit.seq'), dataIndex: 'seq', width: 80 },
          { title: t('audit.at'), render: (_, entry) => formatInstant(entry.at) },
          {
            title: t('audit.actor'),
            render: (_, entry) => (entry.actor === 'system' ? t('audit.system') : entry.actor),
          },
          { title: t('audit.action'), render: (_, entry) => t(`audit.actions.${entry.action}`, entry.action ?? '') },
          {
            title: t('audit.subject'),
            render: (_, entry) => (
              <>
                {t(`audit.subjects.${entry.subjectType?.toLowerCase()}`, entry.subjectType ?? '')}{' '}
                <span className="mono muted">{entry.subjectId}</span>
              </>
            ),
          },
          { title: t('audit.tenant'), dataIndex: 'tenant' },
          {
            title: t('audit.hash'),
            render: (_, entry) => (
              <span className="mono" title={entry.hash ?? ''}>
                {entry.hash?.slice(0, 12)}…
              </span>
            ),
          },
        ]}
      />
    </Page>
  );
}
