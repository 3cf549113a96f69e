import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, idempotencyKey } from '../api/client';
import type { Job } from '../api/model';
import { useTenant } from '../frame/tenant';
import { JobProgress } from '../job/JobProgress';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useName } from '../shared/text';
import { FileChoice } from './FileChoice';

/** The numbers the national system gave, sent in as its file: all of them are recorded or none. */
export function NationalNumbersPage() {
  const { t } = useTranslation();
  const name = useName();
  const { code, node } = useTenant();
  const cache = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const upload = useMutation({
    mutationFn: async (chosen: File): Promise<Job> => {
      const form = new FormData();
      form.append('file', chosen, chosen.name);
      const ordered: unknown = await body(
        api.POST('/api/v1/tenants/{code}/national-numbers', {
          params: { path: { code }, header: { 'Idempotency-Key': idempotencyKey() } },
          // The generated type describes the parts; the browser itself must write the multipart boundary.
          body: form as never,
          bodySerializer: () => form,
        }),
      );
      return ordered as Job;
    },
  });
  const refresh = useCallback(() => {
    void cache.invalidateQueries({ queryKey: ['contracts', code] });
    void cache.invalidateQueries({ queryKey: ['contract', code] });
    void cache.invalidateQueries({ queryKey: ['jobs', code] });
  }, [cache, code]);
  const jobId = upload.data?.id;
  return (
    <Page title={t('imports.national.title', { name: name(node) })} hint={t('imports.national.hint')}>
      <section className="panel">
        <p className="muted" style={{ marginTop: 0 }}>
          {t('imports.national.columns')}
        </p>
        <FileChoice
          file={file}
          onChoose={(chosen) => {
            setFile(chosen);
            upload.reset();
          }}
        />
        <p>
          <Button
            type="primary"
            disabled={!file}
            loading={upload.isPending}
            onClick={() => file && upload.mutate(file)}
            data-testid="import-submit"
          >
            {t('imports.national.submit')}
          </Button>
        </p>
        {upload.error && <Problem error={upload.error} />}
      </section>
      {jobId && <JobProgress id={jobId} onEnd={refresh} />}
      <Link to={`/t/${code}/contracts`}>{t('imports.toContracts')}</Link>
    </Page>
  );
}
