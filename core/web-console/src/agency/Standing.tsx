import { Space, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Agency } from '../api/model';

const COLOURS: Record<string, string> = { AUTHORISED: 'green', NOT_YET: 'blue', EXPIRED: 'red', SUSPENDED: 'orange' };

/** Whether an agency may register today, in words; a sample is called one. */
export function Standing({ agency }: { agency: Agency }) {
  const { t } = useTranslation();
  return (
    <Space size={4}>
      <Tag color={COLOURS[agency.standing ?? '']} data-testid="agency-standing" data-standing={agency.standing}>
        {t(`agency.standing.${agency.standing}`)}
      </Tag>
      {agency.sample && <Tag>{t('agency.sample')}</Tag>}
    </Space>
  );
}
