import '../policy.css';
import './compose.css';
import { UploadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Input, Select, Space, Tag } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import { api, body } from '../../api/client';
import type { DraftForm, MeasureReading, MeasureSample } from '../../api/model';
import { useSession } from '../../frame/session';
import { useTenant } from '../../frame/tenant';
import { formatInstant } from '../../shared/dates';
import { Page } from '../../shared/Page';
import { Problem } from '../../shared/Problem';
import { useLocalText } from '../../shared/text';
import { Editor } from '../DraftPage';
import { begun as begunBefore, drop, placeOf } from '../kept';
import { useTenantName } from '../queries';
import { checkOf } from './language';
import { formOf, TEMPLATES } from './templates';

/** A file of worked cases says so at its margin. */
const CASES = /^(cases|scenarios):/m;
const ID = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

interface Begun {
  policyId: string;
  form: DraftForm;
  /** The text it was left at, while that could not be read. */
  text?: string | null;
}

/** A measure nobody has yet: what it is called and what it begins from, then the composer. */
export function NewMeasure() {
  const [begun, setBegun] = useState<Begun | null>(null);
  const { code } = useTenant();
  return begun ? (
    <Editor
      policy={{ line: { policyId: begun.policyId, versions: [], drafts: [] }, parameters: [], rails: [] }}
      draft={{ tenant: code, policyId: begun.policyId, name: begun.form.version, form: begun.form, missing: [] }}
      fresh={begun.text ?? null}
    />
  ) : (
    <Start onBegin={setBegun} />
  );
}

function Start({ onBegin }: { onBegin: (begun: Begun) => void }) {
  const { t } = useTranslation();
  const text = useLocalText();
  const tenantName = useTenantName();
  const { code } = useTenant();
  const [id, setId] = useState('');
  const [zh, setZh] = useState('');
  const [en, setEn] = useState('');
  const [template, setTemplate] = useState('rate');
  const [file, setFile] = useState<{ text: string; reading: MeasureReading } | null>(null);
  const chooser = useRef<HTMLInputElement>(null);
  const [cases, setCases] = useState<string | null>(null);
  const [version, setVersion] = useState<string>();
  const [failure, setFailure] = useState<unknown>(null);
  const samples = useQuery({
    queryKey: ['measure-samples', code],
    queryFn: async (): Promise<{ items?: MeasureSample[] }> =>
      body(api.GET('/api/v1/tenants/{code}/measures/samples', { params: { path: { code } } })),
    staleTime: Infinity,
  });
  const take = async (content: string, chosen?: string, name = '') => {
    setFailure(null);
    setVersion(chosen);
    try {
      const reading = await checkOf(code, { policyId: '', text: content, version: chosen });
      setFile({ text: content, reading });
      setId(name || id || reading.policyId || '');
    } catch (problem) {
      setFailure(problem);
    }
  };
  const known = ID.test(id);
  const read = file?.reading;
  const begin = () => {
    // Cases come along under the name the measure has here.
    const worked = cases?.replace(/^policy:.*$/m, `policy: ${id}`) ?? null;
    if (read?.form) {
      const form = read.form as DraftForm;
      const fresh = formOf(JSON.parse(form.definition || '{}') as Record<string, unknown>, zh, en);
      onBegin({
        policyId: id,
        form: form.from
          ? { ...form, titleZh: zh || form.titleZh, titleEn: en || form.titleEn, cases: worked }
          : { ...fresh, definition: form.definition, cases: worked },
      });
    } else {
      onBegin({ policyId: id, form: formOf(TEMPLATES.find(({ key }) => key === template)!.definition, zh, en) });
    }
  };
  return (
    <Page
      title={t('policy.newMeasure')}
      hint={t('policy.compose.startHint')}
      actions={<Link to={`/t/${code}/policies`}>{t('policy.title')}</Link>}
    >
      {failure !== null && <Problem error={failure} />}
      <Earlier onBegin={onBegin} />
      <section className="panel">
        <h2>{t('policy.compose.nameIt')}</h2>
        <div className="policy-columns">
          <label className="policy-field">
            <div className="policy-label">{t('policy.fields.titleZh')}</div>
            <Input value={zh} data-testid="measure-zh" onChange={(event) => setZh(event.target.value)} />
          </label>
          <label className="policy-field">
            <div className="policy-label">{t('policy.fields.titleEn')}</div>
            <Input value={en} data-testid="measure-en" onChange={(event) => setEn(event.target.value)} />
          </label>
          <label className="policy-field">
            <div className="policy-label">{t('policy.policyId')}</div>
            <Input
              className="mono"
              value={id}
              status={id && !known ? 'error' : undefined}
              data-testid="measure-id"
              onChange={(event) => setId(event.target.value)}
            />
            {id && !known && (
              <div className="policy-error" role="alert">
                {t('policy.compose.idHint')}
              </div>
            )}
          </label>
        </div>
      </section>
      <section className="panel">
        <h2>{t('policy.compose.beginFrom')}</h2>
        <div className="compose-starts">
          {TEMPLATES.map(({ key }) => (
            <button
              key={key}
              type="button"
              className="compose-start"
              aria-pressed={!file && template === key}
              data-testid={`template-${key}`}
              onClick={() => {
                setFile(null);
                setCases(null);
                setTemplate(key);
              }}
            >
              <strong>{t(`policy.compose.templates.${key}`)}</strong>
              <div className="muted">{t(`policy.compose.templateHints.${key}`)}</div>
            </button>
          ))}
        </div>
        <Space wrap className="compose-gap">
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            style={{ width: 420, maxWidth: '100%' }}
            aria-label={t('policy.compose.sample')}
            placeholder={t('policy.compose.sample')}
            data-testid="measure-sample"
            loading={samples.isPending}
            options={(samples.data?.items ?? []).map((sample) => ({
              value: sample.policyId ?? '',
              label: `${text(sample.title)} · ${tenantName(sample.division)}`,
            }))}
            onChange={(chosen: string) => {
              const sample = samples.data?.items?.find(({ policyId }) => policyId === chosen);
              setCases(sample?.cases ?? null);
              void take(sample?.text ?? '', undefined);
            }}
          />
          <input
            ref={chooser}
            type="file"
            hidden
            multiple
            accept=".yaml,.yml,.json"
            data-testid="measure-file"
            onChange={(event) => {
              const chosen = [...(event.target.files ?? [])];
              // The same file, corrected, may be chosen again.
              event.target.value = '';
              void Promise.all(chosen.map((one) => one.text())).then((contents) => {
                const worked = contents.find((content) => CASES.test(content)) ?? null;
                const measure = contents.find((content) => !CASES.test(content));
                setCases(worked);
                return measure === undefined ? undefined : take(measure);
              });
            }}
          />
          <Button icon={<UploadOutlined />} data-testid="measure-import" onClick={() => chooser.current?.click()}>
            {t('policy.compose.import')}
          </Button>
        </Space>
        {read && (
          <div className="compose-gap" data-testid="measure-read">
            {(read.versions ?? []).length > 1 && (
              <Select
                aria-label={t('policy.fields.version')}
                placeholder={t('policy.compose.whichVersion')}
                value={version}
                options={(read.versions ?? []).map((name) => ({ value: name, label: name }))}
                onChange={(name: string) => void take(file.text, name)}
              />
            )}
            {read.form ? (
              <p>
                <Tag color="green">{t('policy.compose.canBeRead')}</Tag> {read.form.titleZh ?? ''} {read.form.version}
              </p>
            ) : (
              <p>
                <Tag color="red">{t('policy.compose.cannotBeRead')}</Tag>
              </p>
            )}
            {cases && <p>{t('policy.cases.comeAlong')}</p>}
            {(read.losses ?? []).map((loss) => (
              <Alert key={loss.zh} type="info" showIcon title={text(loss)} />
            ))}
            <ul>
              {(read.faults ?? []).map((fault) => (
                <li key={`${fault.line}${fault.message}`}>
                  {fault.line && <strong>{t('policy.compose.atLine', { line: fault.line })} </strong>}
                  {text({ zh: fault.message, en: fault.messageEn })}
                </li>
              ))}
            </ul>
          </div>
        )}
      </section>
      <Button
        type="primary"
        disabled={!known || (file !== null && !read?.form)}
        data-testid="measure-begin"
        onClick={begin}
      >
        {t('policy.compose.begin')}
      </Button>
    </Page>
  );
}

/** What was begun in this browser and never saved. */
function Earlier({ onBegin }: { onBegin: (begun: Begun) => void }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const account = useSession().data?.account?.username ?? '';
  const [works, setWorks] = useState(() => begunBefore(account, code));
  if (works.length === 0) {
    return null;
  }
  return (
    <section className="panel" data-testid="measure-earlier">
      <h2>{t('policy.unsaved.earlier')}</h2>
      <ul className="compose-earlier">
        {works.map((kept) => (
          <li key={kept.policy}>
            <span>
              <strong>{kept.form.titleZh || kept.form.titleEn || kept.policy}</strong>{' '}
              <span className="mono muted">{kept.policy}</span> <span className="muted">{formatInstant(kept.at)}</span>
            </span>
            <Space>
              <Button
                size="small"
                type="primary"
                data-testid={`earlier-${kept.policy}`}
                onClick={() => onBegin({ policyId: kept.policy, form: kept.form, text: kept.text })}
              >
                {t('policy.unsaved.take')}
              </Button>
              <Button
                size="small"
                onClick={() => {
                  drop(placeOf(account, code, kept.policy, null));
                  setWorks(begunBefore(account, code));
                }}
              >
                {t('policy.unsaved.drop')}
              </Button>
            </Space>
          </li>
        ))}
      </ul>
    </section>
  );
}
