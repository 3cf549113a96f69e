import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { declared, unitFor, useCompose, type Type } from './language';
import { Quantity } from './Quantity';

interface Props {
  want: Type[] | null;
  label: string;
  onMade: (name: string) => void;
  onClose: () => void;
}

export const UNITS = ['CNY', '1', 'number', 'count', 'date', 'boolean', 'enum', 'division', 'text'];
const NAMES: Record<string, string> = { CNY: 'amount', '1': 'rate', count: 'number', date: 'day', enum: 'words' };

/** A figure of the measure, made where it is needed: what it is called, its unit and its first value. */
export function NewParameter({ want, label, onMade, onClose }: Props) {
  const { t } = useTranslation();
  const { definition, declare } = useCompose();
  const taken = declared(definition).map(({ name }) => name);
  const [unit, setUnit] = useState(unitFor(want?.[0] ?? 'MONEY'));
  const [zh, setZh] = useState('');
  const [en, setEn] = useState('');
  const [value, setValue] = useState('');
  const [own, setOwn] = useState<string | null>(null);
  const name = own ?? free(NAMES[unit] ?? 'value', taken);
  const wrong = !/^[a-z][A-Za-z0-9]*$/.test(name) || taken.includes(name);
  return (
    <Modal
      open
      title={t('policy.compose.newParameter')}
      okText={t('policy.compose.add')}
      okButtonProps={{ disabled: wrong || !zh.trim(), 'data-testid': 'parameter-ok' }}
      onOk={() => {
        declare({ name, unit, label: en.trim() ? { zh: zh.trim(), en: en.trim() } : zh.trim() }, value || null);
        onMade(name);
      }}
      onCancel={onClose}
    >
      <p className="muted">{t('policy.compose.parameterHint', { where: label })}</p>
      <div className="compose-pair">
        <Input
          autoFocus
          aria-label={`${t('policy.compose.called')} ${t('policy.compose.chinese')}`}
          placeholder={t('policy.compose.calledHint')}
          value={zh}
          data-testid="parameter-zh"
          onChange={(event) => setZh(event.target.value)}
        />
        <Input
          aria-label={`${t('policy.compose.called')} ${t('policy.compose.english')}`}
          placeholder={t('policy.compose.english')}
          value={en}
          onChange={(event) => setEn(event.target.value)}
        />
      </div>
      <div className="compose-pair compose-gap">
        <Select
          aria-label={t('policy.compose.unit')}
          value={unit}
          options={UNITS.map((one) => ({ value: one, label: t(`policy.compose.units.${one}`) }))}
          onChange={(chosen) => {
            setUnit(chosen);
            setValue('');
          }}
        />
        <Quantity unit={unit} label={t('policy.value')} value={value} testId="parameter-value" onChange={setValue} />
      </div>
      <div className="compose-gap">
        <Input
          className="mono"
          prefix="$"
          aria-label={t('policy.compose.name')}
          value={name}
          status={wrong ? 'error' : undefined}
          onChange={(event) => setOwn(event.target.value)}
        />
      </div>
    </Modal>
  );
}

/** The first name nobody has yet. */
export function free(name: string, taken: string[]): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 && !taken.includes(name) ? name : `${name}${number}`;
    if (!taken.includes(candidate)) {
      return candidate;
    }
  }
}
