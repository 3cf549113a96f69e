import { Alert, Button, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PolicyDraft } from '../api/model';
import { formatInstant } from '../shared/dates';
import type { Kept } from './kept';

interface Props {
  kept: Kept;
  draft: PolicyDraft;
  onTake: () => void;
  onDrop: () => void;
}

/** Offers what was not saved when the officer returns. Until that is decided the form stands still, so that neither is lost. */
export function Unsaved({ kept, draft, onTake, onDrop }: Props) {
  const { t } = useTranslation();
  const moved = draft.id && kept.revision !== (draft.revision ?? null);
  return (
    <Alert
      className="policy-notice"
      type={moved ? 'warning' : 'info'}
      showIcon
      data-testid="draft-unsaved"
      title={t('policy.unsaved.title', { when: formatInstant(kept.at) })}
      description={
        moved
          ? t('policy.unsaved.moved', { who: draft.draftedBy ?? '—', when: formatInstant(draft.changedAt) })
          : t('policy.unsaved.hint')
      }
      action={
        <Space wrap>
          <Button type="primary" size="small" onClick={onTake} data-testid="unsaved-take">
            {t('policy.unsaved.take')}
          </Button>
          <Button size="small" onClick={onDrop} data-testid="unsaved-drop">
            {t('policy.unsaved.drop')}
          </Button>
        </Space>
      }
    />
  );
}
