import { Space, Tag } from 'antd';
import { Link } from 'react-router-dom';
import type { RegisterField } from '../api/model';
import { Amount } from '../shared/Amount';
import { usePlace } from './queries';
import { useLabel, type Label } from './words';

interface Props {
  field?: RegisterField;
  value: unknown;
  labels?: Record<string, unknown> | null;
}

/** A value of a row as its field says it is to be read. */
export function Value({ field, value, labels }: Props) {
  const label = useLabel();
  const { code, plugin } = usePlace();
  if (value === undefined || value === null) {
    return <>—</>;
  }
  if (Array.isArray(value)) {
    return (
      <Space orientation="vertical" size={2}>
        {value.map((item, index) => (
          <Value
            key={index}
            field={(field?.element ?? undefined) as RegisterField | undefined}
            value={item}
            labels={labels}
          />
        ))}
      </Space>
    );
  }
  const text = typeof value === 'object' ? '' : String(value);
  const unit = field?.unit ? <span className="unit"> {field.unit}</span> : null;
  switch (field?.kind) {
    case 'CHOICE': {
      const choice = field.choices?.find((one) => one.value === value);
      return <Tag>{label(choice?.label) || text}</Tag>;
    }
    case 'YES_NO':
      return <>{value ? '✓' : '✗'}</>;
    case 'MONEY':
      return <Amount value={text} />;
    case 'MOMENT':
      return <>{text.replace('T', ' ')}</>;
    case 'ROW':
      return (
        <Link to={`/t/${code}/registers/${plugin}/${field.refersTo}/${text}`}>{String(labels?.[text] ?? text)}</Link>
      );
    case 'CONTRACT':
      return <Link to={`/t/${code}/contracts/${text}`}>{String(labels?.[text] ?? text)}</Link>;
    case 'PARTY':
      return (
        <>
          {labels?.[text] ? `${String(labels[text])} ` : ''}
          <span className="mono">{text}</span>
        </>
      );
    case 'GROUP':
      return Object.keys(value as object).length === 0 ? (
        <>—</>
      ) : (
        <Space wrap size={[12, 2]}>
          {(field.group ?? []).map((inner) => {
            const one = (value as Record<string, unknown>)[inner.name ?? ''];
            return one === undefined ? null : (
              <span key={inner.name}>
                <span className="muted">{label(inner.label)}</span> <Value field={inner} value={one} labels={labels} />
              </span>
            );
          })}
        </Space>
      );
    default:
      return typeof value === 'object' ? (
        <span style={{ whiteSpace: 'pre-line' }}>{label(value as Label)}</span>
      ) : (
        <span style={{ whiteSpace: 'pre-line' }}>
          {text}
          {unit}
        </span>
      );
  }
}
