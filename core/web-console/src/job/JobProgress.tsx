import { DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Button, Progress, Skeleton } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, download } from '../api/client';
import type { Job } from '../api/model';
import { ProblemError } from '../api/problem';
import { useTenant } from '../frame/tenant';
import { formatInstant } from '../shared/dates';
import { Problem } from '../shared/Problem';
import { StatusTag } from '../shared/StatusTag';

const ENDED = ['SUCCEEDED', 'FAILED', 'CANCELLED'];

/** Shown first and even when nought; the finer counts follow where there is something to count. */
const MAIN = [
  'read',
  'contracts',
  'decisions',
  'created',
  'updated',
  'changed',
  'numbersRecorded',
  'unchanged',
  'rejected',
];

interface Props {
  id: string;
  onEnd?: () => void;
}

/** Follows a background job until it has ended. */
export function JobProgress({ id, onEnd }: Props) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const job = useQuery({
    queryKey: ['job', code, id],
    queryFn: async (): Promise<Job> =>
      body(api.GET('/api/v1/tenants/{code}/jobs/{id}', { params: { path: { code, id } } })),
    refetchInterval: ({ state }) => (ENDED.includes(state.data?.status ?? '') || state.error ? false : 1_000),
    staleTime: 0,
  });
  const ended = ENDED.includes(job.data?.status ?? '');
  useEffect(() => {
    if (ended) {
      onEnd?.();
    }
  }, [ended, onEnd]);
  if (job.error) {
    return <Problem error={job.error} onRetry={() => void job.refetch()} />;
  }
  if (!job.data) {
    return <Skeleton active />;
  }
  return (
    <section className="panel" data-testid="job" aria-live="polite">
      <div className="panel-head">
        <h2>{t(`job.kinds.${job.data.kind}`)}</h2>
        <span data-testid="job-status" data-status={job.data.status}>
          <StatusTag words="jobStatus" code={job.data.status} />
        </span>
      </div>
      <Bar job={job.data} />
      <Counts job={job.data} />
      {job.data.problem && <Problem error={new ProblemError(job.data.problem, job.data.problem.status ?? 422)} />}
      <Errors job={job.data} ended={ended} />
      <p className="muted">
        {t(ended ? 'job.times' : 'job.timesRunning', {
          who: job.data.requestedBy ?? '—',
          created: formatInstant(job.data.createdAt),
          finished: formatInstant(job.data.finishedAt),
        })}
      </p>
    </section>
  );
}

function Bar({ job }: { job: Job }) {
  const { t } = useTranslation();
  const total = job.total ?? 0;
  const done = job.done ?? 0;
  const percent = job.status === 'SUCCEEDED' ? 100 : total > 0 ? Math.min(100, Math.floor((done * 100) / total)) : 0;
  const rejected = Number(job.counts?.['rejected'] ?? 0) > 0;
  const look =
    job.status === 'FAILED' ? 'exception' : job.status !== 'SUCCEEDED' ? 'active' : rejected ? 'normal' : 'success';
  return (
    <>
      <Progress percent={percent} status={look} aria-label={t('job.progress')} />
      <span className="muted">{t('job.done', { done, total: job.total ?? '—' })}</span>
    </>
  );
}

function Counts({ job }: { job: Job }) {
  const { t } = useTranslation();
  const all = Object.entries(job.counts ?? {});
  const counts = [
    ...MAIN.flatMap((main) => all.filter(([name]) => name === main)),
    ...all.filter(([name, count]) => !MAIN.includes(name) && Number(count) > 0),
  ];
  return (
    <dl className="counts" data-testid="job-counts">
      {counts.map(([name, count]) => (
        <div key={name} data-testid={`job-count-${name}`}>
          <dt>{t(`job.counts.${name}`, name)}</dt>
          <dd>{String(count)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Errors({ job, ended }: { job: Job; ended: boolean }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const fetchErrors = useMutation({
    mutationFn: () => download(`/api/v1/tenants/${code}/jobs/${job.id}/errors`, `longji-errors-${job.id}.csv`),
  });
  const rejected = Number(job.counts?.['rejected'] ?? 0);
  if (!ended || (!job.errorsUrl && rejected === 0)) {
    return null;
  }
  return (
    <>
      {fetchErrors.error && <Problem error={fetchErrors.error} />}
      <Button
        icon={<DownloadOutlined />}
        danger
        loading={fetchErrors.isPending}
        onClick={() => fetchErrors.mutate()}
        data-testid="job-errors"
      >
        {t('job.errors')}
      </Button>
    </>
  );
}
