import { Button, Checkbox, Input, Select } from 'antd';
import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import {
  Add,
  BasisField,
  ChoiceField,
  CodeField,
  codesOf,
  Faults,
  Field,
  LabelField,
  listed,
  moved,
  Moves,
  PlaceField,
  SwitchField,
  WordsField,
} from './Fields';
import { FormulaField } from './FormulaField';
import { pointer, useCompose, type Path, type Schema, type Tree, type Words } from './language';
import { Lines } from './Lines';
import { free } from './NewParameter';

const PARTIES = ['counterparty', 'provider', 'recipient'];

/** The definition section by section, in the order in which an officer thinks of a measure. */
export function Sections() {
  const { t } = useTranslation();
  const { language, definition } = useCompose();
  const { schema } = language;
  const { words } = language.vocabulary;
  const properties = schema.properties ?? {};
  return (
    <>
      <Section name="who">
        <div className="compose-columns">
          <ChoiceField
            label={t('policy.compose.pays')}
            path={['pays']}
            value={definition.pays}
            words={Object.entries(words.roles ?? {})}
          />
          <ChoiceField
            label={t('policy.compose.subject')}
            path={['subject']}
            value={definition.subject}
            words={Object.entries(words.subjects ?? {})}
            otherwise="CONTRACT"
          />
          <ChoiceField
            label={t('policy.compose.kind')}
            path={['kind']}
            value={definition.kind}
            words={Object.entries(words.kinds ?? {})}
            otherwise="REWARD"
          />
        </div>
        <Group name="who" schema={schema.$defs?.party ?? {}} title={t('policy.compose.beneficiary')} />
        {PARTIES.filter((name) => name in definition).map((name) => (
          <Group key={name} name={name} schema={schema.$defs?.party ?? {}} title={t(`policy.compose.party.${name}`)} />
        ))}
        <AddSection names={PARTIES} label={t('policy.compose.addParty')} prefix="policy.compose.party" />
        {'basis' in definition && (
          <BasisField path={['basis']} label={t('policy.compose.properties.basis')} value={definition.basis} />
        )}
        <Faults at="" />
      </Section>
      <Section name="contracts">
        <Group name="contracts" schema={properties.contracts ?? {}} title="" />
      </Section>
      <Section name="conditions">
        <Items
          section="conditions"
          schema={properties.conditions?.items ?? {}}
          fresh={{ require: '? >= ?' }}
          add={t('policy.compose.addCondition')}
        />
      </Section>
      <Section name="excluded">
        <Items
          section="excluded"
          schema={properties.excluded?.items ?? {}}
          fresh={{ when: '?', text: { zh: '' } }}
          add={t('policy.compose.addExcluded')}
        />
      </Section>
      <Section name="inputs">
        <Inputs />
      </Section>
      <Section name="figures">
        <Figures />
      </Section>
      <Section name="amount">
        <Lines path={['amount']} lines={definition.amount} />
      </Section>
      <Section name="shares" rare>
        <Items
          section="shares"
          schema={properties.shares?.items ?? {}}
          fresh={{ code: 'SHARE', label: { zh: '' }, upTo: '?' }}
          add={t('policy.compose.addShare')}
        />
      </Section>
      <Section name="notes" rare>
        <Items
          section="notes"
          schema={properties.notes?.items?.anyOf?.[1] ?? {}}
          fresh={{ text: { zh: '' } }}
          add={t('policy.compose.addNote')}
        />
      </Section>
    </>
  );
}

interface SectionProps {
  name: string;
  rare?: boolean;
  children: ReactNode;
}

/** One question an officer answers; the rare ones begin closed. */
export function Section({ name, rare, children }: SectionProps) {
  const { t } = useTranslation();
  const { definition } = useCompose();
  return (
    <section className="panel compose-section" data-testid={`section-${name}`}>
      <h2>{t(`policy.compose.sections.${name}`)}</h2>
      <p className="muted">{t(`policy.compose.explained.${name}`)}</p>
      {rare && !(name in definition) ? <Closed>{children}</Closed> : children}
    </section>
  );
}

function Closed({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return open ? children : <Button onClick={() => setOpen(true)}>{t('policy.compose.open')}</Button>;
}

function AddSection({ names, label, prefix }: { names: string[]; label: string; prefix: string }) {
  const { t } = useTranslation();
  const { definition, put } = useCompose();
  return (
    <Add
      label={label}
      choices={names.filter((name) => !(name in definition)).map((key) => ({ key, label: t(`${prefix}.${key}`) }))}
      onAdd={(name) => put([name], {})}
    />
  );
}

/** Requirements of a party or of the contract: those that are made, and a menu of the others. */
function Group({ name, schema, title }: { name: string; schema: Schema; title: string }) {
  const { t } = useTranslation();
  const { definition, put, disabled, language } = useCompose();
  const given = (definition[name] ?? {}) as Tree;
  const properties = schema.properties ?? {};
  const where = name === 'contracts' ? 'contracts' : 'party';
  return (
    <div className="compose-party" data-testid={`group-${name}`}>
      {title && (
        <div className="compose-head">
          <strong className="compose-kind">{title}</strong>
          {name in definition && !disabled && (
            <Button
              size="small"
              type="text"
              icon={<DeleteOutlined />}
              aria-label={`${t('policy.remove')} ${title}`}
              onClick={() => put([name], undefined)}
            />
          )}
        </div>
      )}
      <div className="compose-columns">
        {Object.keys(given).map((key) => (
          <div key={key} className="compose-removable">
            <Requirement
              path={[name, key]}
              name={key}
              schema={properties[key] ?? {}}
              value={given[key]}
              label={t(`policy.compose.${where}.${key}`)}
              words={listed(codesOf(properties[key]), language.vocabulary.words)}
            />
            {!disabled && (
              <Button
                size="small"
                type="text"
                icon={<DeleteOutlined />}
                aria-label={`${t('policy.remove')} ${t(`policy.compose.${where}.${key}`)}`}
                onClick={() => put([name, key], undefined)}
              />
            )}
          </div>
        ))}
      </div>
      <Faults at={`/${name}`} />
      <Add
        label={t('policy.compose.addRequirement')}
        testId={`add-${name}`}
        choices={Object.keys(properties)
          .filter((key) => !(key in given))
          .map((key) => ({ key, label: t(`policy.compose.${where}.${key}`) }))}
        onAdd={(key) => put([name, key], begun(key))}
      />
    </div>
  );
}

const SWITCHES = [
  'registeredWithinYear',
  'signedWithinYear',
  'affiliatedExcluded',
  'landedRequired',
  'earlierSupportExcludes',
];

function begun(key: string): unknown {
  if (key === 'inside' || key === 'outside') {
    return 'JURISDICTION';
  }
  if (key === 'basis') {
    return '';
  }
  return SWITCHES.includes(key) ? true : /From$|Until$/.test(key) ? '?' : [];
}

interface RequirementProps {
  path: Path;
  name: string;
  schema: Schema;
  value: unknown;
  label: string;
  words: [string, Words][];
}

function Requirement({ path, name, schema, value, label, words }: RequirementProps) {
  if (name === 'basis') {
    return <BasisField path={path} label={label} value={value} />;
  }
  if (name === 'inside' || name === 'outside') {
    return <PlaceField path={path} label={label} value={value} />;
  }
  if (SWITCHES.includes(name)) {
    return <SwitchField path={path} label={label} value={value} />;
  }
  if (schema.anyOf) {
    return <WordsField path={path} label={label} value={value} words={words} />;
  }
  return <FormulaField path={path} label={label} want={['DATE']} value={value} required />;
}

interface ItemsProps {
  section: string;
  schema: Schema;
  fresh: Tree;
  add: string;
}

/** A list of conditions, exclusions, shares or notes. */
function Items({ section, schema, fresh, add }: ItemsProps) {
  const { t } = useTranslation();
  const { definition, put, disabled } = useCompose();
  const list = (Array.isArray(definition[section]) ? definition[section] : []) as unknown[];
  const properties = schema.properties ?? {};
  return (
    <>
      {list.map((raw, index) => {
        const item = (typeof raw === 'string' ? { text: raw } : raw) as Tree;
        const path: Path = [section, index];
        const at = pointer(path);
        const shown = Object.keys(properties).filter((name) => schema.required?.includes(name) || name in item);
        return (
          <div key={index} className="compose-line" data-testid={`line${at}`}>
            <div className="compose-head">
              <span className="compose-number-of">{index + 1}</span>
              <span className="compose-kind" />
              <Moves
                path={[section]}
                index={index}
                count={list.length}
                label={`${t(`policy.compose.sections.${section}`)} ${index + 1}`}
                onMove={(to) => put([section], moved(list, index, to))}
              />
            </div>
            {shown.map((name) => {
              const specific = t(`policy.compose.items.${section}.${name}`);
              const inner = [...path, name];
              const ref = properties[name]?.$ref?.split('/').pop();
              if (ref === 'label') {
                return <LabelField key={name} path={inner} label={specific} value={item[name]} />;
              }
              if (ref === 'basis') {
                return <BasisField key={name} path={inner} label={specific} value={item[name]} />;
              }
              if (ref === 'code') {
                return <CodeField key={name} path={inner} label={specific} value={item[name]} />;
              }
              return (
                <FormulaField
                  key={name}
                  path={inner}
                  label={specific}
                  want={[name === 'upTo' ? 'NUMBER' : 'TRUTH']}
                  value={item[name]}
                  required={schema.required?.includes(name)}
                />
              );
            })}
            <Faults at={at} />
            <Add
              label={t('policy.compose.more')}
              choices={Object.keys(properties)
                .filter((name) => !shown.includes(name))
                .map((key) => ({ key, label: t(`policy.compose.items.${section}.${key}`) }))}
              onAdd={(name) =>
                put(path, {
                  ...item,
                  [name]: name === 'when' ? '?' : name === 'text' || name === 'label' ? { zh: '' } : '',
                })
              }
            />
          </div>
        );
      })}
      <Faults at={`/${section}`} />
      {!disabled && (
        <Button
          size="small"
          type="dashed"
          icon={<PlusOutlined />}
          data-testid={`add-${section}`}
          onClick={() => put([section], [...list, fresh])}
        >
          {add}
        </Button>
      )}
    </>
  );
}

/** What a claim must state: the questions put to whoever applies. */
function Inputs() {
  const { t } = useTranslation();
  const { definition, put, disabled, language } = useCompose();
  const inputs = (definition.inputs ?? {}) as Record<string, Tree>;
  return (
    <>
      {Object.entries(inputs).map(([name, input]) => (
        <div key={name} className="compose-line" data-testid={`line/inputs/${name}`}>
          <div className="compose-head">
            <code className="compose-kind">{name}</code>
            <Remove path={['inputs', name]} label={name} last={Object.keys(inputs).length === 1} />
          </div>
          <div className="compose-columns">
            <LabelField path={['inputs', name, 'label']} label={t('policy.compose.question')} value={input.label} />
            <ChoiceField
              path={['inputs', name, 'type']}
              label={t('policy.compose.inputType')}
              value={input.type}
              words={Object.entries(language.vocabulary.words.inputTypes ?? {})}
            />
            {(input.type === 'CHOICE' || 'choices' in input) && (
              <WordsField
                path={['inputs', name, 'choices']}
                label={t('policy.compose.choices')}
                value={input.choices ?? []}
                words={[]}
              />
            )}
            <Field label={t('policy.compose.otherwise')} path={['inputs', name, 'otherwise']}>
              {input.type === 'YES_NO' ? (
                <Select
                  aria-label={`${name} ${t('policy.compose.otherwise')}`}
                  style={{ width: '100%' }}
                  allowClear
                  disabled={disabled}
                  placeholder={t('policy.compose.asked')}
                  value={input.otherwise === undefined ? undefined : String(input.otherwise)}
                  options={['YES', 'NO'].map((one) => ({ value: one, label: t(`shared.answer.${one}`) }))}
                  onChange={(chosen?: string) => put(['inputs', name, 'otherwise'], chosen)}
                />
              ) : (
                <Input
                  aria-label={`${name} ${t('policy.compose.otherwise')}`}
                  disabled={disabled}
                  placeholder={t('policy.compose.asked')}
                  value={input.otherwise === undefined ? '' : String(input.otherwise)}
                  onChange={(event) => put(['inputs', name, 'otherwise'], event.target.value || undefined)}
                />
              )}
            </Field>
          </div>
          <Faults at={`/inputs/${name}`} />
        </div>
      ))}
      <Naming
        what="inputs"
        add={t('policy.compose.addInput')}
        first="fact"
        onAdd={(name) => put(['inputs', name], { type: 'MONEY', label: { zh: '' } })}
      />
    </>
  );
}

/** Figures on the way, each a formula with a name. */
function Figures() {
  const { t } = useTranslation();
  const { definition, put } = useCompose();
  const figures = (definition.figures ?? {}) as Record<string, unknown>;
  return (
    <>
      {Object.entries(figures).map(([name, raw]) => {
        const figure = (typeof raw === 'object' && raw !== null ? raw : { of: raw }) as Tree;
        const bare = typeof raw !== 'object';
        return (
          <div key={name} className="compose-line" data-testid={`line/figures/${name}`}>
            <div className="compose-head">
              <code className="compose-kind">{name}</code>
              <Remove path={['figures', name]} label={name} last={Object.keys(figures).length === 1} />
            </div>
            {bare ? (
              <Button size="small" type="link" onClick={() => put(['figures', name], { of: raw, label: { zh: '' } })}>
                {t('policy.compose.addLabel')}
              </Button>
            ) : (
              <LabelField path={['figures', name, 'label']} label={t('policy.compose.called')} value={figure.label} />
            )}
            <FormulaField
              path={bare ? ['figures', name] : ['figures', name, 'of']}
              label={t('policy.compose.figure')}
              want={null}
              value={figure.of}
              required
            />
            {!bare && <Faults at={`/figures/${name}`} />}
          </div>
        );
      })}
      <Naming
        what="figures"
        add={t('policy.compose.addFigure')}
        first="figure"
        onAdd={(name) => put(['figures', name], { of: '?', label: { zh: '' } })}
      />
    </>
  );
}

/** The last name takes its section with it. */
function Remove({ path, label, last }: { path: Path; label: string; last: boolean }) {
  const { t } = useTranslation();
  const { put, disabled } = useCompose();
  return disabled ? null : (
    <Button
      size="small"
      type="text"
      icon={<DeleteOutlined />}
      aria-label={`${t('policy.remove')} ${label}`}
      onClick={() => put(last ? path.slice(0, 1) : path, undefined)}
    />
  );
}

interface NamingProps {
  what: string;
  add: string;
  first: string;
  onAdd: (name: string) => void;
}

/** A new name, proposed and free to be another. */
function Naming({ what, add, first, onAdd }: NamingProps) {
  const { t } = useTranslation();
  const { definition, disabled } = useCompose();
  const taken = [...Object.keys((definition.inputs ?? {}) as Tree), ...Object.keys((definition.figures ?? {}) as Tree)];
  const [own, setOwn] = useState('');
  const name = own.trim() || free(first, taken);
  if (disabled) {
    return null;
  }
  return (
    <div className="compose-naming">
      <Input
        size="small"
        className="mono"
        aria-label={`${t(`policy.compose.sections.${what}`)} ${t('policy.compose.name')}`}
        placeholder={name}
        value={own}
        onChange={(event) => setOwn(event.target.value)}
      />
      <Button
        size="small"
        type="dashed"
        icon={<PlusOutlined />}
        disabled={taken.includes(name)}
        data-testid={`add-${what}`}
        onClick={() => {
          onAdd(name);
          setOwn('');
        }}
      >
        {add}
      </Button>
    </div>
  );
}

/** Whether a parameter may be without a value on some days. */
export function Optional({ path, value, label }: { path: Path; value: boolean; label: string }) {
  const { t } = useTranslation();
  const { put, disabled } = useCompose();
  return (
    <Checkbox
      aria-label={`${label} ${t('policy.compose.optional')}`}
      checked={value}
      disabled={disabled}
      onChange={(event) => put(path, event.target.checked || undefined)}
    >
      {t('policy.compose.optional')}
    </Checkbox>
  );
}
