import { Form, Input, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../shared/Problem';

interface Props {
  title: string;
  hint?: string;
  error?: unknown;
  pending: boolean;
  children?: ReactNode;
  onClose: () => void;
  onReason: (reason: string) => void;
}

/** Asks why before something is done that the journal keeps. */
export function Ask({ title, hint, error, pending, children, onClose, onReason }: Props) {
  const { t } = useTranslation();
  const [form] = Form.useForm<{ reason: string }>();
  return (
    <Modal open title={title} confirmLoading={pending} onOk={() => form.submit()} onCancel={onClose}>
      {hint && <p className="muted">{hint}</p>}
      {error ? <Problem error={error} /> : null}
      {children}
      <Form form={form} layout="vertical" onFinish={(entered) => onReason(entered.reason)}>
        <Form.Item
          name="reason"
          label={t('payment.reason')}
          rules={[{ required: true, whitespace: true, message: t('shared.required') }]}
        >
          <Input.TextArea rows={3} maxLength={2000} data-testid="reason" />
        </Form.Item>
      </Form>
    </Modal>
  );
}
