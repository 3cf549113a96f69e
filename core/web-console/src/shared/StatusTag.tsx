import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';

const COLOURS: Record<string, string> = {
  DRAFT: 'default',
  SUBMITTED: 'blue',
  ACCEPTED: 'geekblue',
  REGISTERED: 'green',
  REFUSED: 'red',
  RETURNED: 'orange',
  EXPERT_REVIEW: 'purple',
  IN_APPROVAL: 'gold',
  REVOKED: 'red',
  ENTITLED: 'green',
  NOT_ENTITLED: 'default',
  PASSED: 'green',
  NEEDS_JUDGEMENT: 'gold',
  AWAITING_ELECTION: 'orange',
  AWAITING_ALLOCATION: 'orange',
  QUEUED: 'default',
  RUNNING: 'processing',
  SUCCEEDED: 'green',
  FAILED: 'error',
  CANCELLED: 'default',
};

interface Props {
  /** Which catalogue of words the code belongs to, such as contractStatus. */
  words: 'contractStatus' | 'entitlementStatus' | 'jobStatus';
  code: string | null | undefined;
}

/** A status as a word, never by colour alone. */
export function StatusTag({ words, code }: Props) {
  const { t } = useTranslation();
  if (!code) {
    return <>—</>;
  }
  return (
    <Tag color={COLOURS[code]} data-testid={`${words}-tag`} data-status={code}>
      {t(`shared.${words}.${code}`, code)}
    </Tag>
  );
}
