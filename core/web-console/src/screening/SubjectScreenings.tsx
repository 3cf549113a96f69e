import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body } from '../api/client';
import type { ScreeningSummary } from '../api/model';
import { useTenant } from '../frame/tenant';
import { useLabel } from '../register/words';
import { formatInstant } from '../shared/dates';
import { Problem } from '../shared/Problem';
import { StandingTag } from './StandingTag';

/** How a contract stands that has a party abroad; nothing for any other. */
export function SubjectScreenings({ subject }: { subject: string }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { code } = useTenant();
  const found = useQuery({
    queryKey: ['subject-screenings', code, subject],
    queryFn: async (): Promise<{ items?: ScreeningSummary[] }> =>
      body(api.GET('/api/v1/tenants/{code}/screenings', { params: { path: { code }, query: { subject } } })),
  });
  if (found.error) {
    return <Problem error={found.error} />;
  }
  const items = found.data?.items ?? [];
  if (items.length === 0) {
    return null;
  }
  const held = items.some((one) => one.standing === 'OPEN' || one.standing === 'CONFIRMED');
  return (
    <section className="panel" data-testid="subject-screenings">
      <h2>{t('screening.menu')}</h2>
      <p className="page-hint">{t(held ? 'screening.holdsBack' : 'screening.passes')}</p>
      {items.map((one) => (
        <p key={one.id}>
          <Link to={`/t/${one.tenant}/screenings/${one.id}`}>{label(one.label)}</Link>{' '}
          <StandingTag standing={one.standing} /> <span className="muted">{formatInstant(one.screenedAt)}</span>
        </p>
      ))}
    </section>
  );
}
