import { Alert, Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Breach, DraftForm, Policy } from '../api/model';
import { useRecorded } from '../entitlement/codes';
import { useLocalText } from '../shared/text';
import { period } from './queries';
import { Terms } from './Terms';

/** What a version says, for reading. */
export function Text({ form, policy }: { form: DraftForm; policy: Policy }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const recorded = useRecorded();
  return (
    <>
      <Descriptions
        bordered
        size="small"
        column={1}
        items={[
          { label: t('policy.fields.titleZh'), children: form.titleZh },
          { label: t('policy.fields.document'), children: `${form.document ?? '—'} ${form.article ?? ''}` },
          { label: t('policy.period'), children: period(form.from, form.until, t('policy.open')) },
          { label: t('policy.fields.clock'), children: t(`policy.clock.${form.clock}`) },
          { label: t('policy.fields.exclusivity'), children: t(`policy.exclusivity.${form.exclusivity}`) },
          {
            label: t('policy.fields.capScope'),
            children: form.capScope ? t(`policy.capScope.${form.capScope}`) : '—',
          },
          { label: t('policy.fields.note'), children: form.note ?? '—' },
        ]}
      />
      <Terms form={form} />
      <table className="policy-values">
        <thead>
          <tr>
            <th>{t('policy.parameter')}</th>
            <th>{t('policy.value')}</th>
            <th>{t('policy.period')}</th>
            <th>{t('policy.basis')}</th>
          </tr>
        </thead>
        <tbody>
          {Object.entries(form.parameters ?? {}).flatMap(([name, values]) =>
            (values ?? []).map((value) => (
              <tr key={`${name}${value.from}`}>
                <td>{text((policy.parameters ?? []).find((one) => one.name === name)?.label) || name}</td>
                <td>{recorded(value.value, value.unit)}</td>
                <td className="amount">{period(value.from, value.until, t('policy.open'))}</td>
                <td>
                  {value.document} {value.article}
                </td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </>
  );
}

/** Where a version lies outside a rail, said with the clause. */
export function Breaches({ breaches }: { breaches: Breach[] }) {
  const { t } = useTranslation();
  const text = useLocalText();
  return breaches.map((breach) => (
    <Alert
      key={`${breach.rail}${breach.version}${breach.tenant}`}
      type="warning"
      showIcon
      data-testid="policy-breach"
      title={t('policy.breach', {
        parameter: breach.parameter,
        value: breach.value || '—',
        day: breach.day,
        allowed: text(breach.allowed),
        clause: `${breach.basis?.document ?? ''} ${breach.basis?.article ?? ''}`,
      })}
    />
  ));
}
