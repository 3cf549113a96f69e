import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';

const COLOURS: Record<string, string> = {
  PASSED: 'green',
  OPEN: 'orange',
  CONFIRMED: 'red',
  NOT_SCREENED: 'default',
};

/** How something stands that is about to cross the border. */
export function StandingTag({ standing }: { standing?: string | null }) {
  const { t } = useTranslation();
  return standing ? (
    <Tag color={COLOURS[standing]} data-testid="standing">
      {t(`screening.standing.${standing}`)}
    </Tag>
  ) : null;
}
