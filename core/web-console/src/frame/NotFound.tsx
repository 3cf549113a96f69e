import { Button, Result } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';

export function NotFound() {
  const { t } = useTranslation();
  return (
    <Result
      status="404"
      data-testid="not-found"
      title={t('shared.notFound.title')}
      subTitle={t('shared.notFound.detail')}
      extra={
        <Link to="/">
          <Button type="primary">{t('shared.notFound.home')}</Button>
        </Link>
      }
    />
  );
}
