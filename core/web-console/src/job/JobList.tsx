import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body } from '../api/client';
import type { Job } from '../api/model';
import { useTenant } from '../frame/tenant';
import { formatInstant } from '../shared/dates';
import { Page } from '../shared/Page';
import { PagedTable } from '../shared/PagedTable';
import { StatusTag } from '../shared/StatusTag';

export function JobList() {
  const { t } = useTranslation();
  const { code } = useTenant();
  return (
    <Page title={t('job.title')} hint={t('job.hint')}>
      <PagedTable<Job>
        queryKey={['jobs', code]}
        label={t('job.title')}
        testId="job-list"
        rowTestId="job-row"
        refetchInterval={5_000}
        rowKey={(job) => job.id ?? ''}
        load={(cursor, limit) =>
          body(api.GET('/api/v1/tenants/{code}/jobs', { params: { path: { code }, query: { cursor, limit } } }))
        }
        columns={[
          {
            title: t('job.kind'),
            render: (_, job) => (
              <Link to={`/t/${job.tenant ?? code}/jobs/${job.id}`}>{t(`job.kinds.${job.kind}`)}</Link>
            ),
          },
          { title: t('job.status'), render: (_, job) => <StatusTag words="jobStatus" code={job.status} /> },
          { title: t('job.progress'), render: (_, job) => `${job.done ?? 0} / ${job.total ?? '—'}` },
          { title: t('job.requestedBy'), dataIndex: 'requestedBy' },
          { title: t('job.createdAt'), render: (_, job) => formatInstant(job.createdAt) },
          { title: t('job.finishedAt'), render: (_, job) => formatInstant(job.finishedAt) },
        ]}
      />
    </Page>
  );
}
