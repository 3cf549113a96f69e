import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button, Table } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { JournalRoot } from '../api/model';
import { formatDate, now } from '../shared/dates';
import { Problem } from '../shared/Problem';
import { rootText, sealHolds } from './check';
import { SealKeys, Told, useSealKeys } from './seals';

const MONTH = 31;

/** The sealed ends of a tenant's days: whoever keeps one can show later whether the journal was written anew. */
export function JournalRoots({ tenant }: { tenant: string }) {
  const { t, i18n } = useTranslation();
  const [days, setDays] = useState(MONTH);
  const roots = useQuery({
    queryKey: ['journal-roots', tenant, days],
    queryFn: async (): Promise<JournalRoot[]> =>
      (
        await body(
          api.GET('/api/v1/public/journal-roots/{code}', {
            params: {
              path: { code: Number(tenant) },
              query: { from: now().subtract(days, 'day').format('YYYY-MM-DD') },
            },
          }),
        )
      ).items ?? [],
    placeholderData: keepPreviousData,
  });
  const keys = useSealKeys();
  const check = useMutation({
    mutationFn: async (items: JournalRoot[]): Promise<JournalRoot[]> => {
      const holding = await Promise.all(
        items.map((root) => sealHolds(keys.data ?? [], rootText(root), root.seal ?? '')),
      );
      return items.filter((_, place) => !holding[place]);
    },
  });
  const items = roots.data ?? [];
  return (
    <section className="panel notice-check" data-testid="journal-roots">
      <h2>{t('notices.roots.title')}</h2>
      <p className="muted">{t('notices.roots.hint')}</p>
      {roots.error && <Problem error={roots.error} onRetry={() => void roots.refetch()} />}
      {keys.error && <Problem error={keys.error} />}
      <Table<JournalRoot>
        size="small"
        rowKey={(root) => root.day ?? ''}
        loading={roots.isFetching}
        dataSource={items}
        pagination={{ hideOnSinglePage: true, pageSize: 10, showSizeChanger: false }}
        scroll={{ x: 'max-content' }}
        locale={{ emptyText: t('notices.roots.none') }}
        onRow={() => ({ 'data-testid': 'journal-root' }) as object}
        columns={[
          { title: t('notices.roots.day'), render: (_, root) => formatDate(root.day, i18n.language) },
          { title: t('notices.roots.entries'), dataIndex: 'seq', align: 'right' },
          { title: t('notices.roots.hash'), render: (_, root) => <span className="mono">{root.hash}</span> },
        ]}
      />
      <p>
        <Button
          disabled={!keys.data || items.length === 0}
          loading={check.isPending}
          onClick={() => check.mutate(items)}
          data-testid="roots-check"
        >
          {t('notices.roots.check')}
        </Button>{' '}
        <Button type="link" onClick={() => setDays(days + 12 * MONTH)}>
          {t('notices.roots.earlier')}
        </Button>
      </p>
      <div aria-live="polite">
        {check.error && <Alert type="warning" showIcon title={t('notices.check.cannot')} />}
        {check.data && (
          <ul className="check-outcome" data-testid="roots-outcome" data-holds={String(check.data.length === 0)}>
            <Told
              good={check.data.length === 0}
              text={
                check.data.length === 0
                  ? t('notices.roots.hold')
                  : t('notices.roots.broken', { days: check.data.map((root) => root.day).join(', ') })
              }
            />
          </ul>
        )}
      </div>
      <details>
        <summary>{t('notices.check.how')}</summary>
        <p>{t('notices.roots.how')}</p>
        <SealKeys keys={keys.data ?? []} />
      </details>
    </section>
  );
}
