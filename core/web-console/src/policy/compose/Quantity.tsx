import { Input, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocalText } from '../../shared/text';
import { Day } from '../Day';
import { useCompose } from './language';
import { SCALES, scaleOf, shownIn, typed } from './units';

interface Props {
  unit: string;
  label: string;
  value: string;
  disabled?: boolean;
  wrong?: boolean;
  testId?: string;
  onChange: (value: string) => void;
}

/** A value in its unit: per cent and per mille, yuan and ten thousand yuan, a day, words. */
export function Quantity(props: Props) {
  const { t } = useTranslation();
  const text = useLocalText();
  const { language } = useCompose();
  const { unit, label, value, disabled, wrong, testId, onChange } = props;
  const common = {
    'aria-label': label,
    disabled,
    style: { width: '100%' },
    status: wrong ? ('error' as const) : undefined,
  };
  if (SCALES[unit]) {
    return <Scaled key={unit} {...props} />;
  }
  if (unit === 'date') {
    return (
      <Day
        label={label}
        disabled={disabled}
        wrong={wrong}
        value={value}
        testId={testId}
        onChange={(day) => onChange(day ?? '')}
      />
    );
  }
  if (unit === 'boolean') {
    return (
      <Select
        {...common}
        data-testid={testId}
        value={value || undefined}
        options={['true', 'false'].map((one) => ({ value: one, label: t(`policy.compose.switch.${one}`) }))}
        onChange={onChange}
      />
    );
  }
  if (unit === 'enum') {
    const { contractTypes = {}, partyKinds = {}, sizes = {} } = language.vocabulary.words;
    return (
      <Select
        {...common}
        mode="tags"
        data-testid={testId}
        value={value ? value.split(/\s*,\s*/) : []}
        tokenSeparators={[',', '，', '、']}
        optionFilterProp="label"
        options={Object.entries({ ...contractTypes, ...partyKinds, ...sizes }).map(([word, given]) => ({
          value: word,
          label: text(given),
        }))}
        onChange={(chosen: string[]) => onChange(chosen.join(','))}
      />
    );
  }
  return <Input {...common} value={value} data-testid={testId} onChange={(event) => onChange(event.target.value)} />;
}

function Scaled({ unit, label, value, disabled, wrong, testId, onChange }: Props) {
  const { t } = useTranslation();
  const [scale, setScale] = useState(() => scaleOf(unit, value));
  const [draft, setDraft] = useState<string | null>(null);
  const shown = draft ?? shownIn(unit, value, scale);
  return (
    <Space.Compact block>
      <Input
        aria-label={label}
        disabled={disabled}
        value={shown}
        status={wrong ? 'error' : undefined}
        inputMode="decimal"
        data-testid={testId}
        onChange={(event) => {
          const read = typed(unit, event.target.value, scale);
          // While the same unit is typed in, the text stays as typed: 0.50 is on its way to 0.505.
          setDraft(read.scale === scale ? event.target.value : shownIn(unit, read.value, read.scale));
          setScale(read.scale);
          onChange(event.target.value.trim() === '' ? '' : read.value);
        }}
        onBlur={() => setDraft(null)}
      />
      <Select
        aria-label={`${label} ${t('policy.compose.unit')}`}
        disabled={disabled}
        className="compose-scale"
        value={scale}
        options={SCALES[unit]!.map(({ key }) => ({ value: key, label: t(`policy.compose.scales.${key}`) }))}
        onChange={(next) => {
          // What stands there keeps its figures and changes its size: a wrong unit is what is being corrected.
          setScale(next);
          setDraft(null);
          onChange(shown.trim() === '' ? '' : typed(unit, shown, next).value);
        }}
      />
    </Space.Compact>
  );
}
