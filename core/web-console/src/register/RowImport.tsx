import { DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Radio } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body, download, idempotencyKey } from '../api/client';
import type { Job } from '../api/model';
import { FileChoice } from '../imports/FileChoice';
import { JobProgress } from '../job/JobProgress';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { usePlace, useRegister } from './queries';
import { useLabel } from './words';

type Mode = 'ALL_OR_NOTHING' | 'GOOD_ROWS';

/** From the template to imported rows: one file, one job, every line that is refused handed back with its reason. */
export function RowImport() {
  const { t } = useTranslation();
  const label = useLabel();
  const place = usePlace();
  const register = useRegister();
  const cache = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [mode, setMode] = useState<Mode>('ALL_OR_NOTHING');
  const root = `/api/v1/tenants/${place.code}/registers/${place.plugin}/${place.register}`;
  const template = useMutation({
    mutationFn: () => download(`${root}/template`, `${place.register}-template.xlsx`),
  });
  const upload = useMutation({
    mutationFn: async (chosen: File): Promise<Job> => {
      const form = new FormData();
      form.append('mode', mode);
      form.append('file', chosen, chosen.name);
      const ordered: unknown = await body(
        api.POST('/api/v1/tenants/{code}/registers/{plugin}/{register}/imports', {
          params: { path: place, query: { mode }, header: { 'Idempotency-Key': idempotencyKey() } },
          // The generated type describes the parts; the browser itself must write the multipart boundary.
          body: form as never,
          bodySerializer: () => form,
        }),
      );
      return ordered as Job;
    },
  });
  const refresh = useCallback(() => void cache.invalidateQueries({ queryKey: ['rows'] }), [cache]);
  const error = register.error ?? template.error ?? upload.error;
  return (
    <Page title={`${label(register.data?.label)} · ${t('register.import')}`} hint={t('register.importHint')}>
      <section className="panel">
        <h2>{t('imports.step1')}</h2>
        <Button icon={<DownloadOutlined />} onClick={() => template.mutate()} data-testid="row-template">
          {t('register.template')}
        </Button>
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
            { value: 'ALL_OR_NOTHING', label: t('register.allOrNothing') },
            { value: 'GOOD_ROWS', label: t('register.goodRows') },
          ]}
        />
        <p>
          <Button
            type="primary"
            disabled={!file}
            loading={upload.isPending}
            onClick={() => file && upload.mutate(file)}
            data-testid="row-import-submit"
          >
            {t('imports.submit')}
          </Button>
        </p>
        {error && <Problem error={error} />}
      </section>
      {upload.data?.id && (
        <>
          <JobProgress id={upload.data.id} onEnd={refresh} />
          <Link to={`/t/${place.code}/registers/${place.plugin}/${place.register}`}>{label(register.data?.label)}</Link>
        </>
      )}
    </Page>
  );
}
