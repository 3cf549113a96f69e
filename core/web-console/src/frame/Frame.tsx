import { GlobalOutlined, LogoutOutlined, MailOutlined, UserOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown, Layout, Menu, Spin } from 'antd';
import { Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation, useNavigate, useParams } from 'react-router-dom';
import { endSession } from '../api/client';
import { token } from '../api/token';
import { chooseLocale } from '../i18n';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import type { ConsoleModule } from './module';
import { NotFound } from './NotFound';
import { capabilitiesIn, findTenant, useSession, useTenantTree } from './session';
import { TenantContext, type CurrentTenant } from './tenant';
import { TenantSwitcher } from './TenantSwitcher';

/** What surrounds every page of a tenant: the menu its capabilities allow, the tenant switcher, language and account. */
export function Frame({ modules }: { modules: ConsoleModule[] }) {
  const { t } = useTranslation();
  const { code: segment } = useParams();
  const session = useSession();
  const tree = useTenantTree();
  const code = Number(segment);
  const tenant = useMemo<CurrentTenant | null>(() => {
    const node = tree.data && findTenant(tree.data, code);
    if (!node || !tree.data) {
      return null;
    }
    const granted = capabilitiesIn(session.data, node);
    return { code, node, tree: tree.data, can: (capability) => granted.has(capability) };
  }, [tree.data, session.data, code]);

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
  if (!tenant) {
    return <NotFound />;
  }
  return (
    <TenantContext.Provider value={tenant}>
      <Layout className="frame">
        <Layout.Header className="frame-header">
          <Link to={`/t/${code}`} className="brand" aria-label={t('shared.productLong')}>
            <img src="/longji.svg" alt="" width={30} height={30} />
            <span>{t('shared.productLong')}</span>
          </Link>
          <TenantSwitcher />
          <span className="spacer" />
          <LocaleSwitch />
          <UserMenu />
        </Layout.Header>
        <Layout>
          <Layout.Sider width={208} theme="light" breakpoint="lg" collapsedWidth={64} className="frame-sider">
            <MainMenu modules={modules.filter((module) => tenant.can(module.capability))} />
          </Layout.Sider>
          <Layout.Content className="frame-content">
            <Suspense fallback={<Spin />}>
              <Outlet />
            </Suspense>
          </Layout.Content>
        </Layout>
      </Layout>
    </TenantContext.Provider>
  );
}

function MainMenu({ modules }: { modules: ConsoleModule[] }) {
  const { t } = useTranslation();
  const { code } = useParams();
  const { pathname } = useLocation();
  const section = pathname.split('/')[3] ?? '';
  return (
    <nav aria-label={t('frame.menu')}>
      <Menu
        mode="inline"
        selectedKeys={[section]}
        items={modules.flatMap(({ menu }) =>
          menu
            ? [
                {
                  key: menu.path,
                  icon: menu.icon,
                  label: (
                    <Link to={`/t/${code}/${menu.path}`} data-testid={`menu-${menu.path || 'home'}`}>
                      {t(menu.label)}
                    </Link>
                  ),
                },
              ]
            : [],
        )}
      />
    </nav>
  );
}

export function LocaleSwitch() {
  const { t, i18n } = useTranslation();
  const english = i18n.language.startsWith('en');
  return (
    <Button
      type="text"
      icon={<GlobalOutlined />}
      aria-label={t('frame.language')}
      data-testid="locale-switch"
      onClick={() => chooseLocale(english ? 'zh-CN' : 'en')}
    >
      {english ? '中文' : 'English'}
    </Button>
  );
}

function UserMenu() {
  const { t } = useTranslation();
  const text = useLocalText();
  const navigate = useNavigate();
  const cache = useQueryClient();
  const { code } = useParams();
  const account = useSession().data?.account;
  const signOut = async () => {
    // This browser forgets the session at once, however long the server takes to end it.
    endSession(token.read() ?? '');
    token.forget();
    await navigate('/sign-in', { replace: true });
    cache.clear();
  };
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items: [
          { key: 'who', disabled: true, label: account?.username },
          { type: 'divider' },
          {
            key: 'profile',
            icon: <MailOutlined />,
            label: (
              <Link to={`/t/${code}/profile`} data-testid="own-profile">
                {t('frame.profile')}
              </Link>
            ),
          },
          {
            key: 'out',
            icon: <LogoutOutlined />,
            label: <span data-testid="sign-out">{t('frame.signOut')}</span>,
            onClick: () => void signOut(),
          },
        ],
      }}
    >
      <Button type="text" icon={<UserOutlined />} aria-label={t('frame.account')} data-testid="user-menu">
        {text({ zh: account?.displayName, en: account?.displayNameEn }) || account?.username}
      </Button>
    </Dropdown>
  );
}
