import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Button, Empty, Select, Skeleton, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { PublicNotice } from '../api/model';
import { LocaleSwitch } from '../frame/Frame';
import { usePlaces } from '../policy/CaseForm';
import { Amount } from '../shared/Amount';
import { formatDate } from '../shared/dates';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import { JournalRoots } from './JournalRoots';
import './notices.css';

/** Everything that is or was published, for everybody and without an account. */
export function NoticeListPage() {
  const { t, i18n } = useTranslation();
  const text = useLocalText();
  const [search, setSearch] = useSearchParams();
  const tenant = search.get('tenant') ?? undefined;
  const places = usePlaces();
  const notices = useInfiniteQuery({
    queryKey: ['public-notices', tenant],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }): Promise<{ items?: PublicNotice[]; nextCursor?: string | null }> =>
      body(
        api.GET('/api/v1/public/notices', {
          params: { query: { tenant: tenant ? Number(tenant) : undefined, cursor: pageParam, limit: 20 } },
        }),
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
  });
  const items = notices.data?.pages.flatMap((page) => page.items ?? []) ?? [];
  return (
    <main className="notice-page">
      <header className="verify-head">
        <img src="/longji.svg" alt="" width={36} height={36} />
        <h1>{t('notices.title')}</h1>
        <LocaleSwitch />
      </header>
      <p className="muted">{t('notices.hint')}</p>
      <div className="filters" role="search">
        <Select
          allowClear
          showSearch
          virtual={false}
          optionFilterProp="label"
          style={{ width: 280 }}
          value={tenant}
          placeholder={t('notices.everywhere')}
          aria-label={t('notices.place')}
          data-testid="notices-place"
          options={(places.data ?? []).map((one) => ({ value: String(one.code), label: text(one.name) }))}
          onChange={(chosen?: string) => setSearch(chosen ? { tenant: chosen } : {}, { replace: true })}
        />
      </div>
      {notices.error && <Problem error={notices.error} onRetry={() => void notices.refetch()} />}
      {notices.isPending && <Skeleton active />}
      {notices.data && items.length === 0 && <Empty description={t('notices.none')} />}
      <ul className="notice-list" data-testid="notice-list">
        {items.map((notice) => (
          <li key={notice.id} data-testid="notice-row">
            <Link to={`/notices/${notice.id}`}>{text(notice.title)}</Link> <Running notice={notice} />
            <div className="muted">
              {text(notice.tenantName)} ·{' '}
              {t('notices.period', {
                from: formatDate(notice.publishedOn, i18n.language),
                until: formatDate(notice.until, i18n.language),
              })}{' '}
              · {t('notices.lines', { count: notice.items ?? 0 })} · <Amount value={notice.total} />{' '}
              {t('shared.unit.yuan')}
            </div>
          </li>
        ))}
      </ul>
      {notices.hasNextPage && (
        <Button block loading={notices.isFetchingNextPage} onClick={() => void notices.fetchNextPage()}>
          {t('notices.more')}
        </Button>
      )}
      {tenant && <JournalRoots key={tenant} tenant={tenant} />}
    </main>
  );
}

export function Running({ notice }: { notice: PublicNotice }) {
  const { t } = useTranslation();
  return notice.endedAt ? <Tag>{t('notices.ended')}</Tag> : <Tag color="gold">{t('notices.running')}</Tag>;
}
