import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router-dom';
import { Page } from '../shared/Page';
import { JobProgress } from './JobProgress';

export function JobPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  return (
    <Page title={t('job.one')}>
      <JobProgress id={id} />
    </Page>
  );
}
