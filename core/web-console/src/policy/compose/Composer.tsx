import '../policy.css';
import './compose.css';
import { Alert, Button, Input, Segmented, Skeleton, Tag } from 'antd';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { DraftForm, MeasureFault, MeasureReading, Policy } from '../../api/model';
import { useTenant } from '../../frame/tenant';
import { Problem } from '../../shared/Problem';
import { useLocalText } from '../../shared/text';
import { CasesTag } from '../WorkedCases';
import { checkOf, ComposeContext, placed, useLanguage, useReading, type Compose, type Tree } from './language';
import { Parameters } from './Parameters';
import { Sections } from './Sections';

interface Props {
  policyId: string;
  policy: Policy;
  form: DraftForm;
  disabled: boolean;
  error: (field: string) => string | undefined;
  onChange: (change: (form: DraftForm) => DraftForm) => void;
  /** The text of the file, while that is what is edited. */
  text: string | null;
  onText: (text: string | null) => void;
  /** The text cannot be read at the moment, so the form is behind it. */
  onBehind: (behind: boolean) => void;
  /** The trial of a case beside the measure. */
  trial?: ReactNode;
}

type View = 'form' | 'file';

/** A measure as a form and as a file, both of the same draft; beside it what it says and what is wrong with it. */
export function Composer(props: Props) {
  const { policyId, policy, form, disabled, error, onChange, text, onText, onBehind, trial } = props;
  const { t } = useTranslation();
  const { code } = useTenant();
  const language = useLanguage();
  const view: View = text === null ? 'form' : 'file';
  const [stuck, setStuck] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const area = useRef<HTMLDivElement>(null);
  const check = useReading(text === null ? { policyId, form } : { policyId, text, cases: form.cases });
  const definition = useMemo(() => read(form.definition), [form.definition]);
  const reading = useMemo(
    () => check.data && { ...check.data, faults: plainly(check.data.faults ?? [], definition, t) },
    [check.data, definition, t],
  );
  const behind = view === 'file' && !reading?.form;
  useEffect(() => onBehind(behind), [behind, onBehind]);
  const settled = !check.isPlaceholderData && view === 'file' ? reading?.form : undefined;
  useEffect(() => {
    if (settled) {
      setStuck(false);
      onChange((before) => merged(before, settled as DraftForm));
    }
    // The form follows the text, not the other way round.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [settled]);
  if (language.error) {
    return <Problem error={language.error} onRetry={() => void language.refetch()} />;
  }
  if (!language.data) {
    return <Skeleton active />;
  }
  const change = async (next: View) => {
    setFailure(null);
    try {
      if (next === 'file') {
        onText((await checkOf(code, { policyId, form })).text ?? '');
        return;
      }
      const now = await checkOf(code, { policyId, text: text ?? '', cases: form.cases });
      if (now.form) {
        onChange((before) => merged(before, now.form as DraftForm));
        onText(null);
      } else {
        setStuck(true);
      }
    } catch (problem) {
      setFailure(problem);
    }
  };
  const compose: Compose = {
    language: language.data,
    definition,
    form,
    reading,
    disabled,
    put: (path, value) =>
      onChange((before) => ({ ...before, definition: JSON.stringify(placed(read(before.definition), path, value)) })),
    declare: ({ name, unit, label }, value) =>
      onChange((before) => ({
        ...before,
        definition: JSON.stringify(placed(read(before.definition), ['parameters', name], { unit, label })),
        parameters: {
          ...before.parameters,
          [name]: [{ from: before.from, until: before.until, value, unit }],
        } as DraftForm['parameters'],
      })),
  };
  return (
    <ComposeContext.Provider value={compose}>
      <div className="compose-top">
        <Segmented<View>
          aria-label={t('policy.compose.view')}
          value={view}
          data-testid="compose-view"
          options={(['form', 'file'] as const).map((one) => ({ value: one, label: t(`policy.compose.views.${one}`) }))}
          onChange={(next) => void change(next)}
        />
        <span className="muted">{t('policy.compose.fileHint')}</span>
      </div>
      {failure !== null && <Problem error={failure} />}
      {stuck && (
        <Alert
          type="warning"
          showIcon
          title={t('policy.compose.stuck')}
          action={
            <Button
              size="small"
              onClick={() => {
                setStuck(false);
                onText(null);
              }}
            >
              {t('policy.compose.dropText')}
            </Button>
          }
        />
      )}
      <div className="compose">
        <div ref={area}>
          {view === 'form' ? (
            <>
              <Sections />
              <Parameters
                policy={policy}
                error={error}
                onChange={(name, values) =>
                  onChange((before) => {
                    const others = { ...before.parameters };
                    if (values) {
                      others[name] = values;
                    } else {
                      delete others[name];
                    }
                    return { ...before, parameters: others };
                  })
                }
              />
            </>
          ) : (
            <section className="panel">
              <h2>{t('policy.compose.views.file')}</h2>
              <Input.TextArea
                className="mono"
                aria-label={t('policy.compose.views.file')}
                data-testid="compose-file"
                autoSize={{ minRows: 20, maxRows: 60 }}
                disabled={disabled}
                spellCheck={false}
                value={text ?? ''}
                onChange={(event) => onText(event.target.value)}
              />
            </section>
          )}
        </div>
        <aside className="compose-side" tabIndex={0} aria-label={t('policy.compose.says')}>
          <Findings reading={reading} area={area} />
          {trial && (
            <section className="panel" data-testid="compose-trial">
              {trial}
            </section>
          )}
          <Saying reading={reading} />
        </aside>
      </div>
    </ComposeContext.Provider>
  );
}

/** A definition alone leaves the version as it is; a whole file is the whole form but for its cases, which stand beside it. */
function merged(before: DraftForm, read: DraftForm): DraftForm {
  return read.from
    ? { ...read, cases: before.cases }
    : { ...before, language: read.language, definition: read.definition };
}

function read(definition: string | null | undefined): Tree {
  try {
    return JSON.parse(definition || '{}') as Tree;
  } catch {
    return {};
  }
}

/** A place that nobody has filled is no riddle in a formula: it says so. */
function plainly(faults: MeasureFault[], definition: Tree, t: (key: string) => string): MeasureFault[] {
  return faults.map((fault) => {
    const value = (fault.field ?? '')
      .split('/')
      .slice(1)
      .reduce<unknown>((tree, part) => (tree as Tree | undefined)?.[part], definition);
    const open = typeof value === 'string' && (value === '' || /\?(?=([^']*'[^']*')*[^']*$)/.test(value));
    return open && fault.field?.startsWith('definition/')
      ? { ...fault, message: t('policy.compose.unfilled'), messageEn: t('policy.compose.unfilled') }
      : fault;
  });
}

interface FindingsProps {
  reading?: MeasureReading;
  area: React.RefObject<HTMLDivElement | null>;
}

/** Everything that is wrong, each leading to its place. */
function Findings({ reading, area }: FindingsProps) {
  const { t } = useTranslation();
  const text = useLocalText();
  const faults = reading?.faults ?? [];
  return (
    <section className="panel" data-testid="compose-faults" aria-live="polite">
      <h2>
        {t('policy.compose.check')}{' '}
        {reading && (
          <Tag color={faults.length === 0 ? 'green' : 'red'} data-testid="compose-state">
            {faults.length === 0 ? t('policy.compose.sound') : t('policy.compose.wrong', { count: faults.length })}
          </Tag>
        )}
      </h2>
      {reading?.cases && (
        <p>
          <a className="compose-toward" href="#draft-cases">
            {t('policy.cases.title')}
          </a>{' '}
          <CasesTag report={reading.cases} />
        </p>
      )}
      {(reading?.losses ?? []).map((loss) => (
        <Alert key={loss.zh} type="info" showIcon title={text(loss)} />
      ))}
      <ul className="compose-faults">
        {faults.map((fault) => (
          <li key={`${fault.field}${fault.message}`}>
            <button type="button" className="compose-link" onClick={() => lead(fault, area.current)}>
              {fault.line ? t('policy.compose.atLine', { line: fault.line }) : <Place field={fault.field ?? ''} />}
            </button>{' '}
            {text({ zh: fault.message, en: fault.messageEn })}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Place({ field }: { field: string }) {
  const { t, i18n } = useTranslation();
  const [first = '', section = '', index = ''] = field.split(/[/.]/);
  if (first === 'definition') {
    const name = `policy.compose.sections.${['pays', 'subject', 'kind', 'counterparty', 'provider', 'recipient', ''].includes(section) ? 'who' : section}`;
    return `${i18n.exists(name) ? t(name) : section} ${/^\d+$/.test(index) ? Number(index) + 1 : index}`.trim();
  }
  const own = `policy.fields.${first}`;
  if (first === 'terms') {
    return t('policy.terms.title');
  }
  return first === 'parameters' ? `$${section}` : i18n.exists(own) ? t(own) : field;
}

/** Brings the place of a fault into sight: the line of the text, or the nearest field of the form. */
function lead(fault: MeasureFault, area: HTMLElement | null) {
  const textarea = area?.querySelector('textarea.mono');
  if (fault.line && textarea instanceof HTMLTextAreaElement) {
    const lines = textarea.value.split('\n');
    const start = lines.slice(0, fault.line - 1).reduce((sum, line) => sum + line.length + 1, 0);
    textarea.focus();
    textarea.setSelectionRange(start, start + (lines[fault.line - 1]?.length ?? 0));
    return;
  }
  const field = fault.field ?? '';
  for (let at = field.replace(/^definition/, ''); at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
    const found = ['at', 'line', 'lines', 'group-', 'section-']
      .map((prefix) => area?.querySelector(`[data-testid="${prefix}${prefix.endsWith('-') ? at.slice(1) : at}"]`))
      .find((element) => element);
    if (found) {
      found.scrollIntoView({ block: 'center' });
      const control = found.querySelector('input, textarea, button');
      (control as HTMLElement | null)?.focus();
      return;
    }
  }
  const parameter = /^parameters\.(\w+)/.exec(field)?.[1];
  area?.querySelector(`[data-testid="parameter-${parameter}"]`)?.scrollIntoView({ block: 'center' });
}

/** The measure read out. */
function Saying({ reading }: { reading?: MeasureReading }) {
  const { t } = useTranslation();
  const text = useLocalText();
  return (
    <section className="panel" data-testid="compose-sentences">
      <h2>{t('policy.compose.says')}</h2>
      <ol className="compose-says">
        {(reading?.sentences ?? []).map((sentence) => (
          <li key={sentence.pointer} style={{ marginLeft: `${(sentence.depth ?? 0) * 16}px` }}>
            {text(sentence.text)}
          </li>
        ))}
      </ol>
    </section>
  );
}
