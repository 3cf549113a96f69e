import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Empty, Skeleton, Table, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body } from '../api/client';
import type { Notice, ToDo } from '../api/model';
import { findTenant } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { formatInstant } from '../shared/dates';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useLocalText, useName } from '../shared/text';
import { pageOf, useWaiting } from './waiting';
import './registration.css';

const COLOURS: Record<string, string> = { OVERDUE: 'red', WARNING: 'orange', NORMAL: 'default' };

export function InboxPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('registration.inbox.title')} hint={t('registration.inbox.hint')}>
      <ToDos />
      <Notices />
    </Page>
  );
}

function ToDos() {
  const { t } = useTranslation();
  const text = useLocalText();
  const name = useName();
  const { code, tree } = useTenant();
  const waiting = useWaiting(code);
  if (waiting.error) {
    return <Problem error={waiting.error} onRetry={() => void waiting.refetch()} />;
  }
  return (
    <section className="panel" data-testid="to-dos">
      <h2>{t('registration.inbox.toDos', { count: waiting.data?.items?.length ?? 0 })}</h2>
      <Table<ToDo>
        size="middle"
        aria-label={t('registration.inbox.title')}
        loading={waiting.isPending}
        pagination={{ pageSize: 20, hideOnSinglePage: true }}
        rowKey={(item) => `${item.kind}${item.subjectId}`}
        dataSource={waiting.data?.items ?? []}
        locale={{ emptyText: <Empty description={t('registration.inbox.nothing')} /> }}
        onRow={() => ({ 'data-testid': 'to-do' }) as object}
        columns={[
          {
            title: t('registration.inbox.urgency'),
            width: 110,
            render: (_, item) => (
              <Tag color={COLOURS[item.urgency ?? 'NORMAL']}>{t(`registration.urgency.${item.urgency}`)}</Tag>
            ),
          },
          {
            title: t('registration.inbox.what'),
            render: (_, item) => <Link to={pageOf(item)}>{text(item.title)}</Link>,
          },
          { title: t('registration.inbox.due'), width: 130, render: (_, item) => item.due ?? '—' },
          {
            title: t('registration.inbox.where'),
            width: 160,
            render: (_, item) => name(findTenant(tree, item.tenant ?? 0)) || item.tenant,
          },
        ]}
      />
    </section>
  );
}

function Notices() {
  const { t } = useTranslation();
  const text = useLocalText();
  const { code } = useTenant();
  const cache = useQueryClient();
  const notices = useQuery({
    queryKey: ['notices', code],
    queryFn: async (): Promise<{ items?: Notice[] }> =>
      body(api.GET('/api/v1/tenants/{code}/inbox/notices', { params: { path: { code }, query: { limit: 50 } } })),
  });
  const items = notices.data?.items ?? [];
  const unread = items.filter((notice) => !notice.read).map((notice) => notice.id ?? '');
  const read = useMutation({
    mutationFn: () =>
      body(api.POST('/api/v1/tenants/{code}/inbox/reading', { params: { path: { code } }, body: { notices: unread } })),
    onSuccess: () => void cache.invalidateQueries({ queryKey: ['notices', code] }),
  });
  if (notices.error) {
    return <Problem error={notices.error} onRetry={() => void notices.refetch()} />;
  }
  return (
    <section className="panel" data-testid="notices">
      <div className="panel-head">
        <h2>{t('registration.inbox.notices', { count: unread.length })}</h2>
        <Button size="small" disabled={unread.length === 0} loading={read.isPending} onClick={() => read.mutate()}>
          {t('registration.inbox.markRead')}
        </Button>
      </div>
      {notices.isPending && <Skeleton active />}
      {read.error && <Problem error={read.error} />}
      {!notices.isPending && items.length === 0 && <p className="muted">{t('registration.inbox.noNotices')}</p>}
      <ul className="notices">
        {items.map((notice) => (
          <li key={notice.id} className={notice.read ? 'read' : 'unread'}>
            <Link to={pageOf({ ...notice, kind: null })}>{text(notice.title)}</Link>
            <span>{text(notice.text)}</span>
            <time className="muted">{formatInstant(notice.createdAt)}</time>
          </li>
        ))}
      </ul>
    </section>
  );
}
