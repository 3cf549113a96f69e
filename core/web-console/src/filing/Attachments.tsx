import { DeleteOutlined, DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm, Select, Space, Table, Tag, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, download, upload } from '../api/client';
import type { Attachment, Contract } from '../api/model';
import { useTenant } from '../frame/tenant';
import { formatInstant } from '../shared/dates';
import { FileButton } from '../shared/FileButton';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import { applying, type AttachmentKind, useRegime } from './rules';

/** The documents of a contract: brought while it is open to change, sealed from its submission on. */
export function Attachments({ contract }: { contract: Contract }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const { code, can } = useTenant();
  const cache = useQueryClient();
  const id = contract.id ?? '';
  const open = (contract.status === 'DRAFT' || contract.status === 'RETURNED') && can('CONTRACT_WRITE');
  const { regime } = useRegime(contract.status === 'DRAFT' ? undefined : contract.regime);
  const kinds = applying(regime?.filing?.attachments, contract.type, contract.subtype);
  const list = useQuery({
    queryKey: ['attachments', code, id],
    queryFn: async (): Promise<{ items?: Attachment[] }> =>
      body(api.GET('/api/v1/tenants/{code}/contracts/{id}/attachments', { params: { path: { code, id } } })),
  });
  const changed = () => void cache.invalidateQueries({ queryKey: ['attachments', code, id] });
  const remove = useMutation({
    mutationFn: (attachment: string) =>
      body(
        api.DELETE('/api/v1/tenants/{code}/contracts/{id}/attachments/{attachment}', {
          params: { path: { code, id, attachment } },
        }),
      ),
    onSuccess: changed,
  });
  const fetchFile = useMutation({
    mutationFn: (one: Attachment) =>
      download(`/api/v1/tenants/${code}/contracts/${id}/attachments/${one.id}`, one.name ?? 'attachment'),
  });
  const items = list.data?.items ?? [];
  const missing = kinds.filter(
    (kind) => kind.required && !items.some((one) => one.kind === kind.id && !one.withdrawnAt),
  );
  const error = list.error ?? remove.error ?? fetchFile.error;
  return (
    <section className="panel" data-testid="attachments">
      <div className="panel-head">
        <h2>{t('filing.attachments.title')}</h2>
        {missing.length > 0 && (
          <span className="muted" data-testid="attachments-missing">
            {t('filing.attachments.missing', { kinds: missing.map((kind) => text(kind.title)).join('、') })}
          </span>
        )}
      </div>
      {error && <Problem error={error} />}
      {open && <Upload contractId={id} kinds={kinds} onDone={changed} />}
      <Table<Attachment>
        size="small"
        aria-label={t('filing.attachments.title')}
        pagination={false}
        loading={list.isPending}
        rowKey={(one) => one.id ?? ''}
        dataSource={items}
        onRow={() => ({ 'data-testid': 'attachment-row' }) as object}
        columns={[
          {
            title: t('filing.attachments.kind'),
            render: (_, one) => text(kinds.find((kind) => kind.id === one.kind)?.title) || one.kind,
          },
          {
            title: t('filing.attachments.name'),
            render: (_, one) => (
              <>
                {one.name}{' '}
                {one.withdrawnAt && (
                  <Tag>{t('filing.attachments.withdrawn', { at: formatInstant(one.withdrawnAt) })}</Tag>
                )}
              </>
            ),
          },
          { title: t('filing.attachments.size'), align: 'right', render: (_, one) => size(one.size ?? 0) },
          {
            title: 'SHA-256',
            render: (_, one) => (
              <Tooltip title={one.sha256}>
                <span className="mono">{one.sha256?.slice(0, 12)}…</span>
              </Tooltip>
            ),
          },
          {
            title: t('filing.attachments.uploaded'),
            render: (_, one) => `${formatInstant(one.uploadedAt)} ${one.uploadedBy ?? ''}`,
          },
          {
            title: '',
            render: (_, one) => (
              <Space>
                <Button
                  size="small"
                  icon={<DownloadOutlined />}
                  aria-label={t('filing.attachments.download', { name: one.name })}
                  onClick={() => fetchFile.mutate(one)}
                  data-testid="attachment-download"
                />
                {open && !one.withdrawnAt && (
                  <Popconfirm title={t('filing.attachments.removeAsk')} onConfirm={() => remove.mutate(one.id ?? '')}>
                    <Button
                      size="small"
                      danger
                      icon={<DeleteOutlined />}
                      aria-label={t('filing.attachments.remove', { name: one.name })}
                    />
                  </Popconfirm>
                )}
              </Space>
            ),
          },
        ]}
      />
    </section>
  );
}

interface UploadProps {
  contractId: string;
  kinds: AttachmentKind[];
  onDone: () => void;
}

function Upload({ contractId, kinds, onDone }: UploadProps) {
  const { t } = useTranslation();
  const text = useLocalText();
  const { code } = useTenant();
  const [chosen, setChosen] = useState<string>();
  const kind = chosen ?? kinds[0]?.id ?? undefined;
  const send = useMutation({
    mutationFn: (file: File) =>
      upload(
        `/api/v1/tenants/${code}/contracts/${contractId}/attachments?` +
          new URLSearchParams({ kind: kind ?? '', name: file.name }).toString(),
        file,
      ),
    onSettled: onDone,
  });
  return (
    <>
      <Space wrap style={{ marginBottom: 12 }}>
        <Select
          style={{ width: 280 }}
          value={kind}
          aria-label={t('filing.attachments.kind')}
          data-testid="attachment-kind"
          onChange={setChosen}
          options={kinds.map((one) => ({
            value: one.id,
            label: `${text(one.title)}${one.required ? ' *' : ''}`,
          }))}
        />
        <FileButton
          label={t('filing.attachments.upload')}
          pending={send.isPending}
          testId="attachment-choose"
          fieldTestId="attachment-file"
          onFile={(file) => send.mutate(file)}
        />
        <span className="muted">
          {text(kinds.find((one) => one.id === kind)?.guidance) || t('filing.attachments.hint')}
        </span>
      </Space>
      {send.error && <Problem error={send.error} />}
    </>
  );
}

/** Sizes as people read them; the exact number of bytes matters to nobody here. */
export function size(bytes: number): string {
  return bytes < 1024 * 1024 ? `${Math.ceil(bytes / 1024)} KiB` : `${(bytes / 1024 / 1024).toFixed(1)} MiB`;
}
