import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input, Modal, Table, Tag, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { PluginKey } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Problem } from '../shared/Problem';

/** The keys whose archives the province accepts. */
export function TrustedKeys({ manages }: { manages: boolean }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const cache = useQueryClient();
  const [adding, setAdding] = useState(false);
  const [revoking, setRevoking] = useState<PluginKey>();
  const [reason, setReason] = useState('');
  const [form] = Form.useForm<{ name: string; publicKey: string }>();
  const keys = useQuery({
    queryKey: ['plugin-keys', code],
    queryFn: async (): Promise<{ items?: PluginKey[] }> =>
      body(api.GET('/api/v1/tenants/{code}/plugins/keys', { params: { path: { code } } })),
  });
  const done = () => {
    void cache.invalidateQueries({ queryKey: ['plugin-keys', code] });
    void cache.invalidateQueries({ queryKey: ['plugins', code] });
    setAdding(false);
    setRevoking(undefined);
  };
  const accept = useMutation({
    mutationFn: (entered: { name: string; publicKey: string }) =>
      body(api.POST('/api/v1/tenants/{code}/plugins/keys', { params: { path: { code } }, body: entered })),
    onSuccess: done,
  });
  const revoke = useMutation({
    mutationFn: (fingerprint: string) =>
      body(
        api.POST('/api/v1/tenants/{code}/plugins/keys/{fingerprint}/revocation', {
          params: { path: { code, fingerprint } },
          body: { reason },
        }),
      ),
    onSuccess: done,
  });
  return (
    <div className="panel">
      <p className="page-hint">{t('plugins.keys.hint')}</p>
      {keys.error && <Problem error={keys.error} onRetry={() => void keys.refetch()} />}
      {manages && (
        <Button onClick={() => setAdding(true)} data-testid="key-add">
          {t('plugins.keys.accept')}
        </Button>
      )}
      <Table<PluginKey>
        pagination={false}
        loading={keys.isPending}
        rowKey={(key) => key.fingerprint ?? ''}
        dataSource={keys.data?.items ?? []}
        scroll={{ x: 'max-content' }}
        onRow={() => ({ 'data-testid': 'key-row' }) as object}
        locale={{ emptyText: t('plugins.keys.none') }}
        columns={[
          { title: t('plugins.keys.name'), dataIndex: 'name' },
          { title: t('plugins.keys.fingerprint'), render: (_, key) => <code>{key.fingerprint}</code> },
          { title: t('plugins.keys.acceptedBy'), dataIndex: 'acceptedBy' },
          {
            title: '',
            render: (_, key) =>
              key.revokedBy ? (
                <Tooltip title={`${key.revokedBy}: ${key.revokeReason}`}>
                  <Tag color="red">{t('plugins.revoked')}</Tag>
                </Tooltip>
              ) : (
                manages && (
                  <Button size="small" danger onClick={() => setRevoking(key)} data-testid="key-revoke">
                    {t('plugins.revoke')}
                  </Button>
                )
              ),
          },
        ]}
      />
      <Modal
        open={adding}
        title={t('plugins.keys.accept')}
        okText={t('plugins.keys.acceptNow')}
        okButtonProps={{ 'data-testid': 'key-accept' }}
        confirmLoading={accept.isPending}
        onOk={() => form.submit()}
        onCancel={() => setAdding(false)}
      >
        <p className="page-hint">{t('plugins.keys.acceptHint')}</p>
        {accept.error && <Problem error={accept.error} />}
        <Form form={form} layout="vertical" onFinish={(entered) => accept.mutate(entered)}>
          <Form.Item
            name="name"
            label={t('plugins.keys.name')}
            rules={[{ required: true, message: t('shared.required') }]}
          >
            <Input data-testid="key-name" />
          </Form.Item>
          <Form.Item
            name="publicKey"
            label={t('plugins.keys.publicKey')}
            rules={[{ required: true, message: t('shared.required') }]}
          >
            <Input.TextArea rows={4} data-testid="key-public" />
          </Form.Item>
        </Form>
      </Modal>
      <Modal
        open={revoking !== undefined}
        title={t('plugins.keys.revokeTitle', { name: revoking?.name })}
        okText={t('plugins.revoke')}
        okButtonProps={{ danger: true }}
        confirmLoading={revoke.isPending}
        onOk={() => revoke.mutate(revoking?.fingerprint ?? '')}
        onCancel={() => setRevoking(undefined)}
      >
        <p className="page-hint">{t('plugins.keys.revokeHint')}</p>
        {revoke.error && <Problem error={revoke.error} />}
        <Input.TextArea
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          placeholder={t('plugins.reason')}
          data-testid="key-reason"
        />
      </Modal>
    </div>
  );
}
