import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Button, Space, Table, type TableProps } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from './Problem';

const LIMIT = 20;

interface PageOf<T> {
  items?: T[];
  nextCursor?: string | null;
}

interface Props<T> extends Pick<
  TableProps<T>,
  'columns' | 'rowKey' | 'rowSelection' | 'expandable' | 'onRow' | 'scroll'
> {
  /** Everything the list depends on; a change of it leads back to the first page. */
  queryKey: unknown[];
  load: (cursor: string | undefined, limit: number) => Promise<PageOf<T>>;
  label: string;
  testId: string;
  rowTestId?: string;
  refetchInterval?: number | false;
}

/** A list read page by page with the server's cursors. */
export function PagedTable<T extends object>(props: Props<T>) {
  return <Pages key={JSON.stringify(props.queryKey)} {...props} />;
}

function Pages<T extends object>(props: Props<T>) {
  const { queryKey, load, label, testId, rowTestId, refetchInterval, onRow, ...table } = props;
  const { t } = useTranslation();
  // The cursors of the pages left behind: the server only knows the way forward.
  const [cursors, setCursors] = useState<(string | undefined)[]>([undefined]);
  const cursor = cursors[cursors.length - 1];
  const page = useQuery({
    queryKey: [...queryKey, cursor],
    queryFn: () => load(cursor, LIMIT),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Without a mouse a wide list is scrolled by the arrow keys, which need the focus on what scrolls.
    panel.current?.querySelector('.ant-table-content')?.setAttribute('tabindex', '0');
  });
  if (page.error) {
    return <Problem error={page.error} onRetry={() => void page.refetch()} />;
  }
  const next = page.data?.nextCursor;
  return (
    <div className="panel" data-testid={testId} ref={panel}>
      <Table<T>
        {...table}
        aria-label={label}
        size="middle"
        pagination={false}
        loading={page.isFetching && !page.data}
        dataSource={page.data?.items ?? []}
        onRow={(record, index) => ({ ...onRow?.(record, index), ...(rowTestId ? { 'data-testid': rowTestId } : {}) })}
        scroll={table.scroll ?? { x: 'max-content' }}
      />
      <nav className="pager" aria-label={t('shared.pager.label')}>
        <Space>
          <span className="muted">{t('shared.pager.page', { page: cursors.length })}</span>
          <Button
            icon={<LeftOutlined />}
            disabled={cursors.length === 1}
            onClick={() => setCursors(cursors.slice(0, -1))}
            data-testid="previous-page"
          >
            {t('shared.pager.previous')}
          </Button>
          <Button
            icon={<RightOutlined />}
            iconPlacement="end"
            disabled={!next || page.isFetching}
            onClick={() => setCursors([...cursors, next ?? undefined])}
            data-testid="next-page"
          >
            {t('shared.pager.next')}
          </Button>
        </Space>
      </nav>
    </div>
  );
}
