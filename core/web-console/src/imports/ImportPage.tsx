import { DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Radio, Space, Steps } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, download, idempotencyKey } from '../api/client';
import type { Job } from '../api/model';
import { useTenant } from '../frame/tenant';
import { JobProgress } from '../job/JobProgress';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useName } from '../shared/text';
import { FileChoice } from './FileChoice';

type Mode = 'ALL_OR_NOTHING' | 'GOOD_ROWS';

/** From template to imported ledger: one file, one job, every rejected row handed back with its reason. */
export function ImportPage() {
  const { t } = useTranslation();
  const name = useName();
  const { code, node } = useTenant();
  const cache = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [mode, setMode] = useState<Mode>('ALL_OR_NOTHING');
  const upload = useMutation({
    mutationFn: async (chosen: File): Promise<Job> => {
      const form = new FormData();
      form.append('mode', mode);
      form.append('file', chosen, chosen.name);
      const ordered: unknown = await body(
        api.POST('/api/v1/tenants/{code}/imports', {
          params: { path: { code }, query: { mode }, header: { 'Idempotency-Key': idempotencyKey() } },
          // The generated type describes the parts; the browser itself must write the multipart boundary.
          body: form as never,
          bodySerializer: () => form,
        }),
      );
      // The document also lists an answer without a type beside the job.
      return ordered as Job;
    },
  });
  const refresh = useCallback(() => {
    void cache.invalidateQueries({ queryKey: ['contracts', code] });
    void cache.invalidateQueries({ queryKey: ['overview'] });
    void cache.invalidateQueries({ queryKey: ['jobs', code] });
  }, [cache, code]);
  const jobId = upload.data?.id;
  return (
    <Page title={t('imports.title', { name: name(node) })} hint={t('imports.hint')}>
      <section className="panel">
        <Steps
          size="small"
          current={jobId ? 2 : file ? 1 : 0}
          items={[{ title: t('imports.step1') }, { title: t('imports.step2') }, { title: t('imports.step3') }]}
        />
      </section>
      <section className="panel">
        <h2>{t('imports.step1')}</h2>
        <p className="muted">{t('imports.templateHint')}</p>
        <Templates />
      </section>
      <section className="panel">
        <h2>{t('imports.step2')}</h2>
        <FileChoice
          file={file}
          onChoose={(chosen) => {
            setFile(chosen);
            upload.reset();
          }}
        />
        <Radio.Group
          vertical
          value={mode}
          onChange={(event) => setMode(event.target.value as Mode)}
          aria-label={t('imports.mode')}
          options={[
            {
              value: 'ALL_OR_NOTHING',
              label: <span data-testid="import-mode-all">{t('imports.allOrNothing')}</span>,
            },
            { value: 'GOOD_ROWS', label: <span data-testid="import-mode-good">{t('imports.goodRows')}</span> },
          ]}
        />
        <p>
          <Button
            type="primary"
            disabled={!file}
            loading={upload.isPending}
            onClick={() => file && upload.mutate(file)}
            data-testid="import-submit"
          >
            {t('imports.submit')}
          </Button>
        </p>
        {upload.error && <Problem error={upload.error} />}
      </section>
      {jobId && (
        <>
          <JobProgress id={jobId} onEnd={refresh} />
          <Space>
            <Link to={`/t/${code}/contracts`}>{t('imports.toContracts')}</Link>
            <Link to={`/t/${code}/entitlements`}>{t('imports.toEntitlements')}</Link>
          </Space>
        </>
      )}
    </Page>
  );
}

function Templates() {
  const { t } = useTranslation();
  const { code } = useTenant();
  const template = useMutation({
    mutationFn: (format: 'xlsx' | 'csv') =>
      download(`/api/v1/tenants/${code}/imports/template?format=${format}`, `longji-ledger.${format}`),
  });
  return (
    <>
      <Space>
        {(['xlsx', 'csv'] as const).map((format) => (
          <Button
            key={format}
            icon={<DownloadOutlined />}
            onClick={() => template.mutate(format)}
            data-testid={`template-${format}`}
          >
            {t(`imports.${format}`)}
          </Button>
        ))}
      </Space>
      {template.error && <Problem error={template.error} />}
    </>
  );
}
