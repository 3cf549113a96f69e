import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form, Input, InputNumber, Modal, Select, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { ApprovalLine } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Problem } from '../shared/Problem';
import { ROLES, type Kind } from './queries';

interface Entered {
  locked?: boolean;
  leastSteps?: number | null;
  roles?: string[];
  note?: string;
}

/** What the tenant asks of the chains below it. */
export function RailEditor({ line, onClose }: { line: ApprovalLine; onClose: () => void }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const cache = useQueryClient();
  const [form] = Form.useForm<Entered>();
  const path = { code, kind: line.kind as Kind };
  const done = () => {
    void cache.invalidateQueries({ queryKey: ['approval-chains', code] });
    onClose();
  };
  const save = useMutation({
    mutationFn: (entered: Entered) =>
      body(
        api.PUT('/api/v1/tenants/{code}/approval-chains/rails/{kind}', {
          params: { path },
          body: { ...entered, locked: entered.locked ?? false } as never,
        }),
      ),
    onSuccess: done,
  });
  const remove = useMutation({
    mutationFn: () => body(api.DELETE('/api/v1/tenants/{code}/approval-chains/rails/{kind}', { params: { path } })),
    onSuccess: done,
  });
  const error = save.error ?? remove.error;
  return (
    <Modal
      open
      title={t('approval.rail.title')}
      onCancel={onClose}
      footer={
        <Space>
          {line.rail && (
            <Button danger loading={remove.isPending} onClick={() => remove.mutate()}>
              {t('approval.rail.remove')}
            </Button>
          )}
          <Button onClick={onClose}>{t('shared.cancel')}</Button>
          <Button type="primary" loading={save.isPending} onClick={() => form.submit()} data-testid="rail-save">
            {t('shared.save')}
          </Button>
        </Space>
      }
    >
      {error && <Problem error={error} />}
      <p className="muted">{t('approval.rail.hint')}</p>
      <Form
        form={form}
        layout="vertical"
        initialValues={line.rail ?? { leastSteps: 2 }}
        onFinish={(entered) => save.mutate(entered)}
      >
        <Form.Item name="locked" valuePropName="checked">
          <Checkbox>{t('approval.rail.lock')}</Checkbox>
        </Form.Item>
        <Form.Item name="leastSteps" label={t('approval.rail.leastSteps')}>
          <InputNumber min={0} max={20} />
        </Form.Item>
        <Form.Item name="roles" label={t('approval.rail.roles')}>
          <Select
            mode="multiple"
            options={ROLES.map((value) => ({ value, label: t(`approval.role.${value}`) }))}
            data-testid="rail-roles"
          />
        </Form.Item>
        <Form.Item name="note" label={t('approval.note')}>
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
      </Form>
    </Modal>
  );
}
