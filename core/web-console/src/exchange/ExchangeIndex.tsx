import { Badge, Card, Empty, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { useTenant } from '../frame/tenant';
import { RegisterLanguage } from '../register/RegisterLanguage';
import { useLabel } from '../register/words';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useChannels } from './queries';
import '../register/register.css';

/** The channels by which the tenant exchanges listings with other regions. */
export function ExchangeIndex() {
  const { t } = useTranslation();
  const label = useLabel();
  const { code } = useTenant();
  const channels = useChannels();
  const items = channels.data?.items ?? [];
  return (
    <Page title={t('exchange.title')} hint={t('exchange.hint')} actions={<RegisterLanguage />}>
      {channels.error && <Problem error={channels.error} onRetry={() => void channels.refetch()} />}
      {channels.isPending && <Skeleton active />}
      {channels.data && items.length === 0 && <Empty description={t('exchange.none')} />}
      <div className="register-cards">
        {items.map((one) => (
          <Link
            key={`${one.plugin}/${one.channel}`}
            to={`/t/${code}/exchange/${one.plugin}/${one.channel}`}
            data-testid={`channel-${one.channel}`}
          >
            <Card
              hoverable
              size="small"
              title={label(one.label)}
              extra={one.conflicts ? <Badge count={one.conflicts} title={t('exchange.conflicts')} /> : null}
            >
              <p>{t('exchange.between', { partner: label(one.partner), register: label(one.registerLabel) })}</p>
              <p className="muted mono">
                {one.plugin} · {one.format}
              </p>
            </Card>
          </Link>
        ))}
      </div>
    </Page>
  );
}
