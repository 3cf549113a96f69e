import { DeleteOutlined, DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Popconfirm, Select, Space, Table, Tag } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, download, upload } from '../api/client';
import type { RegisterDescription, RowDetails, RowFile } from '../api/model';
import { formatInstant } from '../shared/dates';
import { Problem } from '../shared/Problem';
import { usePlace } from './queries';
import { useLabel } from './words';

/** The files that hang on a row. */
export function RowFiles({ register, row }: { register: RegisterDescription; row: RowDetails }) {
  const { t } = useTranslation();
  const label = useLabel();
  const place = usePlace();
  const cache = useQueryClient();
  const id = row.id ?? '';
  const kinds = register.attachments ?? [];
  const [kind, setKind] = useState(kinds[0]?.id ?? '');
  const input = useRef<HTMLInputElement>(null);
  const root = `/api/v1/tenants/${place.code}/registers/${place.plugin}/${place.register}/rows/${id}/attachments`;
  const open = Boolean(row.mayRevise) || (row.steps ?? []).length > 0;
  const list = useQuery({
    queryKey: ['row-files', place, id],
    queryFn: async (): Promise<{ items?: RowFile[] }> =>
      body(
        api.GET('/api/v1/tenants/{code}/registers/{plugin}/{register}/rows/{id}/attachments', {
          params: { path: { ...place, id } },
        }),
      ),
  });
  const changed = () => void cache.invalidateQueries({ queryKey: ['row-files', place, id] });
  const add = useMutation({
    mutationFn: (file: File) =>
      upload(`${root}?kind=${encodeURIComponent(kind)}&name=${encodeURIComponent(file.name)}`, file),
    onSuccess: changed,
  });
  const withdraw = useMutation({
    mutationFn: (attachment: string) =>
      body(
        api.DELETE('/api/v1/tenants/{code}/registers/{plugin}/{register}/rows/{id}/attachments/{attachment}', {
          params: { path: { ...place, id, attachment } },
        }),
      ),
    onSuccess: changed,
  });
  const fetchFile = useMutation({
    mutationFn: (one: RowFile) => download(`${root}/${one.id}`, one.name ?? 'file'),
  });
  const error = list.error ?? add.error ?? withdraw.error ?? fetchFile.error;
  return (
    <section className="panel" data-testid="row-files">
      <div className="panel-head">
        <h2>{t('register.files')}</h2>
        {open && (
          <Space>
            <Select
              aria-label={t('register.fileKind')}
              value={kind}
              onChange={setKind}
              style={{ minWidth: 160 }}
              options={kinds.map((one) => ({ value: one.id ?? '', label: label(one.label) }))}
            />
            <Button icon={<UploadOutlined />} loading={add.isPending} onClick={() => input.current?.click()}>
              {t('register.addFile')}
            </Button>
            <input
              ref={input}
              type="file"
              hidden
              data-testid="row-file"
              onChange={(event) => {
                const file = event.target.files?.[0];
                event.target.value = '';
                if (file) {
                  add.mutate(file);
                }
              }}
            />
          </Space>
        )}
      </div>
      {error && <Problem error={error} />}
      {list.data?.items?.length === 0 ? (
        <p className="muted">{t('register.noFiles')}</p>
      ) : (
        <Table<RowFile>
          size="small"
          aria-label={t('register.files')}
          pagination={false}
          loading={list.isPending}
          rowKey={(one) => one.id ?? ''}
          dataSource={list.data?.items ?? []}
          columns={[
            {
              title: t('register.fileKind'),
              render: (_, one) => label(kinds.find((each) => each.id === one.kind)?.label) || one.kind,
            },
            {
              title: t('register.fileName'),
              render: (_, one) => (
                <>
                  {one.name} {one.withdrawnAt && <Tag>{t('register.withdrawn')}</Tag>}
                </>
              ),
            },
            {
              title: t('register.uploaded'),
              render: (_, one) => `${formatInstant(one.uploadedAt)} ${one.uploadedBy ?? ''}`,
            },
            {
              title: '',
              render: (_, one) => (
                <Space>
                  <Button
                    size="small"
                    icon={<DownloadOutlined />}
                    aria-label={t('register.download', { name: one.name })}
                    onClick={() => fetchFile.mutate(one)}
                  />
                  {open && !one.withdrawnAt && (
                    <Popconfirm title={t('register.withdrawAsk')} onConfirm={() => withdraw.mutate(one.id ?? '')}>
                      <Button
                        size="small"
                        danger
                        icon={<DeleteOutlined />}
                        aria-label={t('register.withdraw', { name: one.name })}
                      />
                    </Popconfirm>
                  )}
                </Space>
              ),
            },
          ]}
        />
      )}
    </section>
  );
}
