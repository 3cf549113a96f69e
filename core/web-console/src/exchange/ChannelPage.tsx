import { DownloadOutlined, ExportOutlined, KeyOutlined, UploadOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Descriptions, Input, Modal, Skeleton, Space, Tabs, Tag, Typography } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router-dom';
import { api, body, download, upload } from '../api/client';
import type { ExchangeArrival, ExchangeCandidate, ExchangeChannel, ExchangeDelivery } from '../api/model';
import { useTenant } from '../frame/tenant';
import { RegisterLanguage } from '../register/RegisterLanguage';
import { useLabel } from '../register/words';
import { formatInstant } from '../shared/dates';
import { Page } from '../shared/Page';
import { PagedTable } from '../shared/PagedTable';
import { Problem } from '../shared/Problem';
import { Counts, Message, Reasons } from './Parts';
import { useChannel, useChannelPlace } from './queries';

const COLOURS: Record<string, string> = {
  OFFERED: 'green',
  CHANGED: 'blue',
  TAKEN_BACK: 'orange',
  HELD: 'red',
  UNCHANGED: 'default',
};

/** One channel: what would leave, what arrived, every package that was carried. */
export function ChannelPage() {
  const { t } = useTranslation();
  const label = useLabel();
  const { code, can } = useTenant();
  const { channel, error, isPending } = useChannel();
  if (error) {
    return <Problem error={error} />;
  }
  if (isPending) {
    return <Skeleton active />;
  }
  if (!channel) {
    return <Alert type="warning" showIcon title={t('exchange.gone')} />;
  }
  const writes = can('EXCHANGE_WRITE');
  return (
    <Page
      title={label(channel.label)}
      hint={
        <>
          <Link to={`/t/${code}/exchange`}>{t('exchange.title')}</Link> ·{' '}
          <Link to={`/t/${code}/registers/${channel.plugin}/${channel.register}`}>{label(channel.registerLabel)}</Link>{' '}
          · {label(channel.partner)}
        </>
      }
      actions={<RegisterLanguage />}
    >
      {channel.conflicts ? (
        <Alert type="warning" showIcon title={t('exchange.conflictsWait', { count: channel.conflicts })} />
      ) : null}
      <Tabs
        items={[
          { key: 'outgoing', label: t('exchange.outgoing'), children: <Outgoing writes={writes} /> },
          { key: 'arrivals', label: t('exchange.arrivals'), children: writes && <Arrivals /> },
          { key: 'deliveries', label: t('exchange.deliveries'), children: <Deliveries /> },
          { key: 'keys', label: t('exchange.keys'), children: <Keys channel={channel} /> },
        ].filter((one) => one.key !== 'arrivals' || writes)}
      />
    </Page>
  );
}

function Outgoing({ writes }: { writes: boolean }) {
  const { t } = useTranslation();
  const label = useLabel();
  const place = useChannelPlace();
  const { channel } = useChannel();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const make = useMutation({
    mutationFn: async (): Promise<ExchangeDelivery> =>
      (await body(
        api.POST('/api/v1/tenants/{code}/exchange-channels/{plugin}/{channel}/packages', { params: { path: place } }),
      )) as ExchangeDelivery,
    onSuccess: (delivery) => {
      void cache.invalidateQueries({ queryKey: ['exchange', place.code] });
      void navigate(delivery.id ?? '');
    },
  });
  return (
    <>
      <p className="muted">{t('exchange.outgoingHint')}</p>
      {writes && (
        <p>
          <Button
            type="primary"
            icon={<ExportOutlined />}
            loading={make.isPending}
            onClick={() => make.mutate()}
            data-testid="make-package"
          >
            {t('exchange.make')}
          </Button>
        </p>
      )}
      {make.error && <Problem error={make.error} />}
      <PagedTable<ExchangeCandidate>
        label={t('exchange.outgoing')}
        testId="outgoing"
        rowTestId="candidate"
        queryKey={['exchange', place.code, 'outgoing', place.plugin, place.channel]}
        load={async (cursor, limit) =>
          body(
            api.GET('/api/v1/tenants/{code}/exchange-channels/{plugin}/{channel}/outgoing', {
              params: { path: place, query: { cursor, limit } },
            }),
          )
        }
        rowKey={(one) => one.key ?? ''}
        expandable={{
          expandedRowRender: (one) => <Message message={one.message} />,
          rowExpandable: (one) => Boolean(one.message),
        }}
        columns={[
          {
            title: t('exchange.listing'),
            render: (_, one) =>
              one.row ? (
                <Link to={`/t/${place.code}/registers/${place.plugin}/${channel?.register}/${one.row}`}>
                  {one.title}
                </Link>
              ) : (
                one.title
              ),
          },
          { title: t('exchange.state'), render: (_, one) => label(one.state) || '—' },
          {
            title: t('exchange.verdict'),
            render: (_, one) => (
              <Tag color={COLOURS[one.verdict ?? '']}>{t(`exchange.verdicts.${one.verdict ?? 'HELD'}`)}</Tag>
            ),
          },
          { title: t('exchange.revision'), render: (_, one) => one.revision || '—' },
          { title: t('exchange.reasons'), render: (_, one) => <Reasons reasons={one.reasons} /> },
        ]}
      />
    </>
  );
}

function Arrivals() {
  const { t } = useTranslation();
  const place = useChannelPlace();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [again, setAgain] = useState<string>();
  const read = useMutation({
    mutationFn: async (file: File) =>
      (await upload(
        `/api/v1/tenants/${place.code}/exchange-channels/${place.plugin}/${place.channel}/arrivals?name=${encodeURIComponent(file.name)}`,
        file,
      )) as ExchangeArrival,
    onSuccess: (arrival) => {
      void cache.invalidateQueries({ queryKey: ['exchange', place.code] });
      if (arrival.repeated) {
        setAgain(arrival.delivery?.id ?? '');
      } else {
        void navigate(arrival.delivery?.id ?? '');
      }
    },
  });
  return (
    <>
      <p className="muted">{t('exchange.arrivalsHint')}</p>
      <p>
        <Button
          type="primary"
          icon={<UploadOutlined />}
          loading={read.isPending}
          onClick={() => input.current?.click()}
          data-testid="upload-package"
        >
          {t('exchange.upload')}
        </Button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label={t('exchange.upload')}
          data-testid="package-file"
          onChange={(event) => {
            const file = event.target.files?.[0];
            event.target.value = '';
            if (file) {
              setAgain(undefined);
              read.mutate(file);
            }
          }}
        />
      </p>
      {read.error && <Problem error={read.error} />}
      {again && (
        <Alert
          type="info"
          showIcon
          title={t('exchange.repeated')}
          action={<Link to={again}>{t('exchange.open')}</Link>}
        />
      )}
    </>
  );
}

function Deliveries() {
  const { t } = useTranslation();
  const place = useChannelPlace();
  const fetchFile = useMutation({
    mutationFn: (one: ExchangeDelivery) =>
      download(
        `/api/v1/tenants/${place.code}/exchange-deliveries/${one.id}/package`,
        `${place.code}-${place.channel}-${one.number}.zip`,
      ),
  });
  return (
    <>
      {fetchFile.error && <Problem error={fetchFile.error} />}
      <PagedTable<ExchangeDelivery>
        label={t('exchange.deliveries')}
        testId="deliveries"
        rowTestId="delivery"
        queryKey={['exchange', place.code, 'deliveries', place.plugin, place.channel]}
        load={async (cursor, limit) =>
          body(
            api.GET('/api/v1/tenants/{code}/exchange-channels/{plugin}/{channel}/deliveries', {
              params: { path: place, query: { cursor, limit } },
            }),
          )
        }
        rowKey={(one) => one.id ?? ''}
        columns={[
          {
            title: t('exchange.direction'),
            render: (_, one) => (
              <Link to={one.id ?? ''}>
                {t(one.direction === 'OUT' ? 'exchange.out' : 'exchange.in')}{' '}
                {one.number ? `#${one.number}` : (one.fileName ?? '')}
              </Link>
            ),
          },
          { title: t('exchange.when'), render: (_, one) => formatInstant(one.createdAt) },
          { title: t('exchange.who'), render: (_, one) => one.createdByName },
          { title: t('exchange.listings'), render: (_, one) => <Counts counts={one.listings} /> },
          { title: t('exchange.receipts'), render: (_, one) => <Counts counts={one.receipts} /> },
          {
            title: '',
            render: (_, one) =>
              one.direction === 'OUT' && (
                <Button
                  size="small"
                  icon={<DownloadOutlined />}
                  aria-label={t('exchange.download')}
                  onClick={() => fetchFile.mutate(one)}
                />
              ),
          },
        ]}
      />
    </>
  );
}

/** Who signs: our key for the partner to verify with, and the partner's that is accepted. */
function Keys({ channel }: { channel: ExchangeChannel }) {
  const { t } = useTranslation();
  const { can } = useTenant();
  const place = useChannelPlace();
  const cache = useQueryClient();
  const [text, setText] = useState('');
  const own = useMutation({
    mutationFn: async () =>
      body(api.POST('/api/v1/tenants/{code}/exchange-channels/own-key', { params: { path: { code: place.code } } })),
    onSuccess: () => void cache.invalidateQueries({ queryKey: ['exchange', place.code, 'channels'] }),
  });
  const accept = useMutation({
    mutationFn: async () =>
      body(
        api.PUT('/api/v1/tenants/{code}/exchange-channels/{plugin}/{channel}/partner-key', {
          params: { path: place },
          body: { publicKey: text },
        }),
      ),
    onSuccess: () => {
      setText('');
      void cache.invalidateQueries({ queryKey: ['exchange', place.code, 'channels'] });
    },
  });
  return (
    <section className="panel">
      {(own.error ?? accept.error) && <Problem error={own.error ?? accept.error} />}
      <Descriptions
        bordered
        size="small"
        column={1}
        items={[
          {
            key: 'own',
            label: t('exchange.ownKey'),
            children: (
              <Space wrap>
                <span className="mono">{channel.ownKey ?? t('exchange.noKey')}</span>
                {can('EXCHANGE_WRITE') && (
                  <Button size="small" icon={<KeyOutlined />} loading={own.isPending} onClick={() => own.mutate()}>
                    {t('exchange.showKey')}
                  </Button>
                )}
              </Space>
            ),
          },
          {
            key: 'partner',
            label: t('exchange.partnerKey'),
            children: channel.partnerKey ? (
              <span className="mono">{channel.partnerKey}</span>
            ) : (
              <Tag color="orange">{t('exchange.unsigned')}</Tag>
            ),
          },
        ]}
      />
      {can('REGISTER_ADMINISTER') && (
        <>
          <p className="muted">{t('exchange.acceptHint')}</p>
          <Input.TextArea
            rows={3}
            aria-label={t('exchange.partnerKey')}
            value={text}
            onChange={(event) => setText(event.target.value)}
            data-testid="partner-key"
          />
          <p>
            <Button
              disabled={!text.trim()}
              loading={accept.isPending}
              onClick={() => accept.mutate()}
              data-testid="accept-key"
            >
              {t('exchange.accept')}
            </Button>
          </p>
        </>
      )}
      <Modal open={Boolean(own.data)} title={t('exchange.ownKey')} footer={null} onCancel={() => own.reset()}>
        <Typography.Paragraph copyable>
          <pre className="mono">{own.data?.publicKey}</pre>
        </Typography.Paragraph>
      </Modal>
    </section>
  );
}
