import { DatabaseOutlined } from '@ant-design/icons';
import { Button, Card, Empty, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { RegisterDescription } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { useRegisters } from './queries';
import { RegisterLanguage } from './RegisterLanguage';
import { useLabel } from './words';
import './register.css';

/** The registers that the tenant's plugins bring. */
export function RegisterIndex() {
  const { t } = useTranslation();
  const label = useLabel();
  const { code, can } = useTenant();
  const registers = useRegisters(code);
  const items = registers.data?.items ?? [];
  const plugins = [...new Set(items.map((one) => one.plugin ?? ''))];
  return (
    <Page title={t('register.title')} hint={t('register.hint')} actions={<RegisterLanguage />}>
      {registers.error && <Problem error={registers.error} onRetry={() => void registers.refetch()} />}
      {registers.isPending && <Skeleton active />}
      {registers.data && items.length === 0 && <Empty description={t('register.none')} />}
      {plugins.map((plugin) => (
        <section key={plugin} className="panel" data-testid={`registers-${plugin}`}>
          <div className="panel-head">
            <ModuleName plugin={plugin} register={items.find((one) => one.plugin === plugin && one.module)} />
            {can('REGISTER_ADMINISTER') && (
              <Link to={`/t/${code}/registers/${plugin}/data`}>
                <Button size="small" icon={<DatabaseOutlined />} data-testid={`data-${plugin}`}>
                  {t('register.data.menu')}
                </Button>
              </Link>
            )}
          </div>
          {chapters(items.filter((one) => one.plugin === plugin)).map(({ heading, registers }) => (
            <div key={heading?.en ?? ''} className="register-chapter">
              {heading && <h3>{label(heading)}</h3>}
              <div className="register-cards">
                {registers.map((one) => (
                  <Link key={one.id} to={`/t/${code}/registers/${plugin}/${one.id}`} data-testid={`register-${one.id}`}>
                    <Card hoverable size="small" title={label(one.label)}>
                      {one.about ? (
                        <p>{label(one.about)}</p>
                      ) : (
                        (one.states ?? []).map((state) => label(state.label)).join(' · ')
                      )}
                    </Card>
                  </Link>
                ))}
              </div>
            </div>
          ))}
        </section>
      ))}
    </Page>
  );
}

/** Registers under their headings, in the order the plugin gives them. */
function chapters(registers: RegisterDescription[]) {
  const found: { heading?: RegisterDescription['chapter']; registers: RegisterDescription[] }[] = [];
  for (const one of registers) {
    const last = found.at(-1);
    if (last && last.heading?.en === one.chapter?.en) {
      last.registers.push(one);
    } else {
      found.push({ heading: one.chapter, registers: [one] });
    }
  }
  return found;
}

/** What a plugin's registers together are called; its id where it has no name. */
function ModuleName({ plugin, register }: { plugin: string; register?: RegisterDescription }) {
  const label = useLabel();
  return register ? (
    <h2>
      {label(register.module)} <span className="muted mono">{plugin}</span>
    </h2>
  ) : (
    <h2 className="mono">{plugin}</h2>
  );
}
