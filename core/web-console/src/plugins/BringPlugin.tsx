import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Form, Modal, Upload, Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { Plugin } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Problem } from '../shared/Problem';

/** Takes an archive and the signature beside it. */
export function BringPlugin({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const cache = useQueryClient();
  const [archive, setArchive] = useState<File>();
  const [signature, setSignature] = useState<File>();
  const bring = useMutation({
    mutationFn: (): Promise<Plugin> => {
      const form = new FormData();
      form.append('archive', archive as Blob, archive?.name);
      if (signature) {
        form.append('signature', signature, signature.name);
      }
      return body(
        api.POST('/api/v1/tenants/{code}/plugins', {
          params: { path: { code } },
          body: {} as never,
          bodySerializer: () => form,
        }),
      );
    },
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['plugins', code] });
      onClose();
    },
  });
  const file = (name: 'archive' | 'signature', chosen: File | undefined, choose: (file: File) => void) => (
    <Form.Item label={t(`plugins.${name}`)} extra={t(`plugins.${name}Hint`)}>
      <Upload
        accept={name === 'archive' ? '.jar' : '.sig'}
        maxCount={1}
        showUploadList={false}
        beforeUpload={(given) => {
          choose(given);
          return false;
        }}
      >
        <Button data-testid={`plugin-${name}`}>{chosen?.name ?? t('plugins.choose')}</Button>
      </Upload>
    </Form.Item>
  );
  return (
    <Modal
      open
      title={t('plugins.bring')}
      okText={t('plugins.bringNow')}
      okButtonProps={{ disabled: !archive, 'data-testid': 'plugin-bring-now' }}
      confirmLoading={bring.isPending}
      onOk={() => bring.mutate()}
      onCancel={onClose}
    >
      <p className="page-hint">{t('plugins.bringHint')}</p>
      {bring.error && <Problem error={bring.error} />}
      <Form layout="vertical">
        {file('archive', archive, setArchive)}
        {file('signature', signature, setSignature)}
      </Form>
    </Modal>
  );
}
