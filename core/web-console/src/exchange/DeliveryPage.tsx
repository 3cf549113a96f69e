import { CheckOutlined, DownloadOutlined, ReloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Descriptions, Popconfirm, Select, Skeleton, Space, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { api, body, download } from '../api/client';
import type { ExchangeDelivery, ExchangeItem } from '../api/model';
import { useTenant } from '../frame/tenant';
import { RegisterLanguage } from '../register/RegisterLanguage';
import { useLabel } from '../register/words';
import { formatInstant } from '../shared/dates';
import { Page } from '../shared/Page';
import { PagedTable } from '../shared/PagedTable';
import { Problem } from '../shared/Problem';
import { Counts, Message, Reasons, StateOfItem } from './Parts';
import { useChannel, useChannelPlace } from './queries';

type Choice = 'TAKE' | 'KEEP' | 'AGAIN';
type State = NonNullable<ExchangeItem['state']>;

const pending = (delivery: ExchangeDelivery) => (delivery.listings?.PENDING ?? 0) + (delivery.receipts?.PENDING ?? 0);

/** One package: what stood in it, what became of it, and what is still to be decided. */
export function DeliveryPage() {
  const { t } = useTranslation();
  const label = useLabel();
  const { code, can } = useTenant();
  const { id = '' } = useParams();
  const place = useChannelPlace();
  const { channel } = useChannel();
  const cache = useQueryClient();
  const [states, setStates] = useState<State[]>([]);
  const path = { code, id };
  const key = ['exchange', code, 'delivery', id];
  const delivery = useQuery({
    queryKey: key,
    queryFn: async (): Promise<ExchangeDelivery> =>
      body(api.GET('/api/v1/tenants/{code}/exchange-deliveries/{id}', { params: { path } })),
  });
  const changed = () => void cache.invalidateQueries({ queryKey: ['exchange', code] });
  const take = useMutation({
    mutationFn: async () => {
      // A request takes a part; what is left is asked for again, until nothing gets less.
      for (let left = Infinity; ;) {
        const now = (await body(
          api.POST('/api/v1/tenants/{code}/exchange-deliveries/{id}/taking', { params: { path } }),
        )) as ExchangeDelivery;
        if (pending(now) === 0 || pending(now) >= left) {
          return now;
        }
        left = pending(now);
        cache.setQueryData(key, now);
      }
    },
    onSettled: changed,
  });
  const retry = useMutation({
    mutationFn: async () =>
      body(api.POST('/api/v1/tenants/{code}/exchange-deliveries/{id}/retrial', { params: { path } })),
    onSettled: changed,
  });
  const decide = useMutation({
    mutationFn: async ({ item, choice }: { item: ExchangeItem; choice: Choice }) =>
      body(
        api.POST('/api/v1/tenants/{code}/exchange-deliveries/{id}/items/{number}/decision', {
          params: { path: { ...path, number: item.sequence ?? 0 } },
          body: { choice },
        }),
      ),
    onSettled: changed,
  });
  const fetchFile = useMutation({
    mutationFn: () =>
      download(
        `/api/v1/tenants/${code}/exchange-deliveries/${id}/package`,
        `${code}-${place.channel}-${delivery.data?.number}.zip`,
      ),
  });
  if (delivery.error) {
    return <Problem error={delivery.error} />;
  }
  const one = delivery.data;
  if (!one) {
    return <Skeleton active />;
  }
  const out = one.direction === 'OUT';
  const writes = can('EXCHANGE_WRITE');
  const error = take.error ?? retry.error ?? decide.error ?? fetchFile.error;
  const again = ['REFUSED', 'FAILED', 'FAULTY'].some((state) => (one.listings ?? {})[state]);
  const base = `/t/${code}/exchange/${place.plugin}/${place.channel}`;
  return (
    <Page
      title={`${t(out ? 'exchange.out' : 'exchange.in')} ${one.number ? `#${one.number}` : (one.fileName ?? '')}`}
      hint={
        <>
          <Link to={`/t/${code}/exchange`}>{t('exchange.title')}</Link> · <Link to={base}>{label(channel?.label)}</Link>
        </>
      }
      actions={<RegisterLanguage />}
    >
      {error && <Problem error={error} />}
      <section className="panel">
        <Descriptions
          bordered
          size="small"
          column={{ xs: 1, lg: 2 }}
          items={[
            { key: 'when', label: t('exchange.when'), children: formatInstant(one.createdAt) },
            { key: 'who', label: t('exchange.who'), children: one.createdByName },
            { key: 'listings', label: t('exchange.listings'), children: <Counts counts={one.listings} /> },
            { key: 'receipts', label: t('exchange.receipts'), children: <Counts counts={one.receipts} /> },
            {
              key: 'signed',
              label: t('exchange.signedBy'),
              children: one.signedBy ? (
                <span className="mono">{one.signedBy}</span>
              ) : (
                <Tag color="orange">{t('exchange.unsigned')}</Tag>
              ),
            },
            {
              key: 'sha',
              label: 'SHA-256',
              children: (
                <span className="mono" title={one.sha256 ?? ''}>
                  {one.sha256?.slice(0, 16)}…
                </span>
              ),
            },
          ]}
        />
        <p className="muted">
          {t(out ? 'exchange.outHint' : one.takenAt ? 'exchange.takenHint' : 'exchange.readHint')}
        </p>
        <Space wrap>
          {out && (
            <Button
              type="primary"
              icon={<DownloadOutlined />}
              loading={fetchFile.isPending}
              onClick={() => fetchFile.mutate()}
              data-testid="download-package"
            >
              {t('exchange.download')}
            </Button>
          )}
          {!out && writes && pending(one) > 0 && (
            <Button
              type="primary"
              icon={<CheckOutlined />}
              loading={take.isPending}
              onClick={() => take.mutate()}
              data-testid="take-package"
            >
              {t('exchange.take', { count: pending(one) })}
            </Button>
          )}
          {!out && writes && again && pending(one) === 0 && (
            <Button
              icon={<ReloadOutlined />}
              loading={retry.isPending}
              onClick={() => retry.mutate()}
              data-testid="retry-package"
            >
              {t('exchange.retry')}
            </Button>
          )}
          <Select<State[]>
            mode="multiple"
            allowClear
            style={{ minWidth: 220 }}
            aria-label={t('exchange.onlyStates')}
            placeholder={t('exchange.onlyStates')}
            value={states}
            onChange={setStates}
            options={[...new Set([...Object.keys(one.listings ?? {}), ...Object.keys(one.receipts ?? {})])].map(
              (state) => ({ value: state as State, label: t(`exchange.states.${state}`) }),
            )}
          />
        </Space>
      </section>
      <PagedTable<ExchangeItem>
        label={t('exchange.items')}
        testId="items"
        rowTestId="item"
        queryKey={[...key, 'items', states, one.listings, one.receipts]}
        load={async (cursor, limit) =>
          body(
            api.GET('/api/v1/tenants/{code}/exchange-deliveries/{id}/items', {
              params: { path, query: { state: states, cursor, limit } },
            }),
          )
        }
        rowKey={(item) => item.sequence ?? 0}
        expandable={{ expandedRowRender: (item) => <Message message={item.message} /> }}
        columns={[
          { title: '#', dataIndex: 'sequence' },
          {
            title: t('exchange.kind'),
            render: (_, item) => t(item.kind === 'RECEIPT' ? 'exchange.receipt' : 'exchange.listing'),
          },
          {
            title: t('exchange.key'),
            render: (_, item) =>
              item.row && channel ? (
                <Link className="mono" to={`/t/${code}/registers/${place.plugin}/${channel.register}/${item.row}`}>
                  {item.key}
                </Link>
              ) : (
                <span className="mono">{item.key ?? '—'}</span>
              ),
          },
          { title: t('exchange.revision'), render: (_, item) => item.revision ?? '—' },
          {
            title: t('exchange.state'),
            render: (_, item) => (
              <>
                <StateOfItem state={item.state ?? 'PENDING'} />
                {item.state === 'PENDING' && item.expected && (
                  <>
                    → <StateOfItem state={item.expected} />
                  </>
                )}
                {item.withdrawn && <Tag>{t('exchange.withdrawal')}</Tag>}
                {item.answered && <Tag>{t('exchange.answered')}</Tag>}
              </>
            ),
          },
          { title: t('exchange.reasons'), render: (_, item) => <Reasons reasons={item.reasons} /> },
          {
            title: '',
            render: (_, item) =>
              writes && <Decisions item={item} out={out} onChoose={(choice) => decide.mutate({ item, choice })} />,
          },
        ]}
      />
    </Page>
  );
}

function Decisions({ item, out, onChoose }: { item: ExchangeItem; out: boolean; onChoose: (choice: Choice) => void }) {
  const { t } = useTranslation();
  if (out && item.kind === 'LISTING' && item.state === 'REFUSED') {
    return (
      <Button size="small" onClick={() => onChoose('AGAIN')} data-testid="send-again">
        {t('exchange.again')}
      </Button>
    );
  }
  if (!out && item.state === 'CONFLICT') {
    return (
      <Space>
        <Popconfirm title={t('exchange.takeTheirsHint')} onConfirm={() => onChoose('TAKE')}>
          <Button size="small" data-testid="take-theirs">
            {t('exchange.takeTheirs')}
          </Button>
        </Popconfirm>
        <Popconfirm title={t('exchange.keepOursHint')} onConfirm={() => onChoose('KEEP')}>
          <Button size="small" data-testid="keep-ours">
            {t('exchange.keepOurs')}
          </Button>
        </Popconfirm>
      </Space>
    );
  }
  return null;
}
