import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';

const COLOURS: Record<string, string> = {
  PREPARED: 'default',
  READY: 'default',
  SENT: 'processing',
  SETTLED: 'green',
  SUCCEEDED: 'green',
  FAILED: 'error',
  RETURNED: 'orange',
  CANCELLED: 'default',
  OPEN: 'gold',
  DEMANDED: 'processing',
  PLAN: 'blue',
  WRITTEN_OFF: 'default',
  PAYMENT: 'processing',
  CLOSED: 'green',
};

/** How something stands, as a word and never by colour alone. */
export function Standing({ code }: { code: string | null | undefined }) {
  const { t } = useTranslation();
  return code ? (
    <Tag color={COLOURS[code]} data-testid="standing" data-status={code}>
      {t(`payment.status.${code}`, code)}
    </Tag>
  ) : (
    <>—</>
  );
}
