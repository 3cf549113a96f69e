import { Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation } from 'react-router-dom';
import { token } from '../api/token';
import { Problem } from '../shared/Problem';
import { NotFound } from './NotFound';
import { findTenant, useSession, useTenantTree } from './session';

/** Lets nobody past without a session, and brings them back to where they wanted to go afterwards. */
export function SignedIn() {
  const { pathname, search } = useLocation();
  if (token.read() === null) {
    const back = encodeURIComponent(pathname + search);
    return <Navigate to={pathname === '/' ? '/sign-in' : `/sign-in?return=${back}`} replace />;
  }
  return <Outlet />;
}

/** The address without a tenant leads to the caller's own, or to the first one he or she may enter. */
export function OwnTenant() {
  const { t } = useTranslation();
  const session = useSession();
  const tree = useTenantTree();
  const error = session.error ?? tree.error;
  if (error) {
    return (
      <main className="standalone">
        <Problem error={error} onRetry={() => void Promise.all([session.refetch(), tree.refetch()])} />
      </main>
    );
  }
  if (!session.data || !tree.data) {
    return <Spin fullscreen description={t('shared.loading')} />;
  }
  const own = findTenant(tree.data, session.data.account?.tenant ?? 0) ?? tree.data[0];
  return own ? <Navigate to={`/t/${own.code}`} replace /> : <NotFound />;
}
