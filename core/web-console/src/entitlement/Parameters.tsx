import { useTranslation } from 'react-i18next';
import type { Explanation } from '../api/model';
import { useLocalText } from '../shared/text';
import { useRecorded } from './codes';
import { percent, shown } from './values';

type Parameter = NonNullable<Explanation['parameters']>[number];

interface Props {
  explanation: Explanation;
  version: string | null | undefined;
}

/** The dated values the calculation used and the facts it saw: everything needed to do it again by hand. */
export function Parameters({ explanation, version }: Props) {
  const { t } = useTranslation();
  const text = useLocalText();
  const recorded = useRecorded();
  const valueOf = ({ value, unit }: Parameter) => {
    if (unit === 'CNY' && value) {
      return `${shown(value)} ${t('shared.unit.yuan')}`;
    }
    return unit === '1' ? percent(value ?? '') : recorded(value, unit);
  };
  const parameters = explanation.parameters ?? [];
  const inputs = facts(explanation.inputs);
  return (
    <>
      {parameters.length > 0 && (
        <section data-testid="letter-parameters">
          <h2>{t('entitlement.letter.parameters', { version: version ?? '—' })}</h2>
          <table>
            <thead>
              <tr>
                <th>{t('entitlement.letter.parameter')}</th>
                <th>{t('entitlement.letter.value')}</th>
                <th>{t('entitlement.letter.inForce')}</th>
                <th>{t('entitlement.letter.basisShort')}</th>
              </tr>
            </thead>
            <tbody>
              {parameters.map((parameter) => (
                <tr key={`${parameter.name}${parameter.from}`}>
                  <td>{text(parameter.label) || parameter.name}</td>
                  <td>{valueOf(parameter)}</td>
                  <td className="amount">
                    {parameter.from ?? '—'} {t('entitlement.letter.to')}{' '}
                    {parameter.until ?? t('entitlement.letter.open')}
                  </td>
                  <td>
                    {parameter.basis?.document} {parameter.basis?.article}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {inputs.length > 0 && (
        <details className="letter-facts">
          <summary>{t('entitlement.letter.facts')}</summary>
          <table>
            <tbody>
              {inputs.map(([name, value]) => (
                <tr key={name}>
                  <td className="mono">{name}</td>
                  <td>{value}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </details>
      )}
    </>
  );
}

/** The facts as dotted names and values, however deep the record goes. */
function facts(value: unknown, name = ''): [string, string][] {
  if (value !== null && typeof value === 'object') {
    return Object.entries(value).flatMap(([key, inner]) => facts(inner, name ? `${name}.${key}` : key));
  }
  return name ? [[name, shown(value)]] : [];
}
