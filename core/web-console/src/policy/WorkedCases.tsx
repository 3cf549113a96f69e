import { DownloadOutlined, UploadOutlined } from '@ant-design/icons';
import { Alert, Button, Input, Popconfirm, Space, Table, Tag } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseReport, DraftForm, WorkedCase } from '../api/model';
import { thisYear } from '../shared/dates';
import { formatYuan } from '../shared/money';
import { useLocalText } from '../shared/text';
import { useReading } from './compose/language';

interface Props {
  policyId: string;
  form: DraftForm;
  disabled: boolean;
  onChange: (cases: string | null) => void;
}

/** The worked cases of a draft: written or uploaded here, put to it on every check, and kept with it. */
export function WorkedCases({ policyId, form, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const chooser = useRef<HTMLInputElement>(null);
  const text = form.cases ?? '';
  const reading = useReading({ policyId, form });
  const report = text ? reading.data?.cases : null;
  const [shown, setShown] = useState(false);
  return (
    <section className="panel" id="draft-cases" data-testid="draft-cases">
      <div className="panel-head">
        <h2>
          {t('policy.cases.title')} <CasesTag report={report} />
        </h2>
        <Space wrap>
          <input
            ref={chooser}
            type="file"
            hidden
            accept=".yaml,.yml,.json"
            data-testid="cases-file"
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              event.target.value = '';
              void chosen?.text().then((content) => onChange(content));
            }}
          />
          {!disabled && !text && (
            <Button
              onClick={() => {
                setShown(true);
                onChange(begin(policyId, form, t('policy.cases.example')));
              }}
              data-testid="cases-begin"
            >
              {t('policy.cases.begin')}
            </Button>
          )}
          {!disabled && (
            <Button icon={<UploadOutlined />} onClick={() => chooser.current?.click()}>
              {t('policy.cases.upload')}
            </Button>
          )}
          {text && (
            <>
              <Button onClick={() => setShown(!shown)} aria-expanded={shown} data-testid="cases-show">
                {t(shown ? 'policy.cases.hide' : 'policy.cases.show')}
              </Button>
              <Button
                icon={<DownloadOutlined />}
                onClick={() => save(text, `${policyId}.cases.yaml`)}
                data-testid="cases-export"
              >
                {t('policy.cases.export')}
              </Button>
            </>
          )}
          {!disabled && text && (
            <Popconfirm title={t('policy.cases.removeAsk')} onConfirm={() => onChange(null)}>
              <Button danger>{t('policy.remove')}</Button>
            </Popconfirm>
          )}
        </Space>
      </div>
      <p className="muted">{t('policy.cases.hint')}</p>
      {(report?.faults ?? []).map((fault) => (
        <Alert
          key={fault.message}
          type="error"
          showIcon
          title={t('policy.compose.atLine', { line: fault.line })}
          description={fault.message}
          data-testid="cases-fault"
        />
      ))}
      {shown && text && (
        <Input.TextArea
          className="mono"
          aria-label={t('policy.cases.title')}
          autoSize={{ minRows: 8, maxRows: 30 }}
          spellCheck={false}
          disabled={disabled}
          value={text}
          data-testid="cases-text"
          onChange={(event) => onChange(event.target.value || null)}
        />
      )}
      {report && (report.cases ?? []).length > 0 && <Outcomes report={report} />}
    </section>
  );
}

/** How the cases stand, in a word. */
export function CasesTag({ report }: { report: CaseReport | null | undefined }) {
  const { t } = useTranslation();
  if (!report) {
    return null;
  }
  const all = report.cases ?? [];
  const ran = all.filter(({ answer }) => answer);
  const wrong = report.different ?? 0;
  const [colour, words] =
    (report.faults ?? []).length > 0
      ? ['red', t('policy.cases.unreadable')]
      : !report.ran
        ? ['default', t('policy.cases.waiting', { count: all.length })]
        : wrong > 0
          ? ['red', t('policy.cases.differ', { count: wrong, all: ran.length })]
          : ['green', t('policy.cases.hold', { count: ran.length })];
  return (
    <Tag color={colour} data-testid="cases-state">
      {words}
    </Tag>
  );
}

/** The cases, those that do not come out first. */
function Outcomes({ report }: { report: CaseReport }) {
  const { t, i18n } = useTranslation();
  const rows = (report.cases ?? []).map((one, index) => ({ ...one, index }));
  rows.sort((a, b) => Number(differs(b)) - Number(differs(a)) || a.index - b.index);
  const word = (name: string) => (i18n.exists(`policy.cases.what.${name}`) ? t(`policy.cases.what.${name}`) : name);
  return (
    <Table<WorkedCase & { index: number }>
      className="compose-gap"
      size="small"
      aria-label={t('policy.cases.title')}
      rowKey="index"
      pagination={rows.length > 20 ? { pageSize: 20, showSizeChanger: false } : false}
      dataSource={rows}
      scroll={{ x: 'max-content' }}
      onRow={(one) => ({ 'data-testid': 'worked-case', 'data-differs': differs(one) }) as object}
      expandable={{
        rowExpandable: (one) => (one.steps ?? []).length + (one.said ?? []).length > 0,
        expandedRowRender: (one) => <Working one={one} />,
      }}
      columns={[
        {
          title: t('policy.cases.case'),
          className: 'policy-case',
          render: (_, one) => (
            <>
              {one.title} <span className="muted">{one.on}</span>
            </>
          ),
        },
        {
          title: t('policy.cases.outcome'),
          width: 120,
          render: (_, one) =>
            one.elsewhere ? (
              <Tag>{t('policy.cases.elsewhere', { file: one.elsewhere })}</Tag>
            ) : !one.answer ? (
              <Tag>{t('policy.cases.waits')}</Tag>
            ) : differs(one) ? (
              <Tag color="red">{t('policy.cases.wrong')}</Tag>
            ) : (
              <Tag color="green">{t('policy.cases.right')}</Tag>
            ),
        },
        {
          title: t('policy.cases.step'),
          render: (_, one) =>
            (one.differences ?? []).map((difference, at) => (
              <div key={at}>
                {word(difference.what ?? '')} {difference.step && <code>{difference.step}</code>}
              </div>
            )),
        },
        {
          title: t('policy.cases.expected'),
          render: (_, one) =>
            (one.differences ?? []).map((difference, at) => (
              <div key={at} className="mono">
                {difference.expected}
              </div>
            )),
        },
        {
          title: t('policy.cases.actual'),
          render: (_, one) =>
            differs(one) ? (
              (one.differences ?? []).map((difference, at) => (
                <div key={at} className="mono policy-error">
                  {difference.actual}
                </div>
              ))
            ) : (
              <span className="mono muted">{one.answer}</span>
            ),
        },
      ]}
    />
  );
}

function differs(one: WorkedCase): boolean {
  return (one.differences ?? []).length > 0;
}

/** How the draft came to its answer. */
function Working({ one }: { one: WorkedCase }) {
  const { t } = useTranslation();
  const text = useLocalText();
  return (
    <>
      {(one.steps ?? []).length > 0 && (
        <table className="policy-values">
          <caption className="muted">{t('policy.cases.working')}</caption>
          <tbody>
            {(one.steps ?? []).map((step, at) => (
              <tr key={at}>
                <td>
                  <code>{step.code}</code>
                </td>
                <td>{text(step.what)}</td>
                <td className="mono">{step.arithmetic}</td>
                <td className="amount">{formatYuan(step.contribution)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ul>
        {(one.said ?? []).map((said) => (
          <li key={text(said)}>{text(said)}</li>
        ))}
      </ul>
    </>
  );
}

/** A file with one case to fill in. */
function begin(policyId: string, form: DraftForm, sentence: string): string {
  const day = form.from ?? `${thisYear()}-01-01`;
  return `policy: ${policyId}
defaults:
  year: ${day.slice(0, 4)}
  contract: {type: TRANSFER, registeredOn: ${day}, technologyAmount: "1000000.00", affiliatedParties: NO}
cases:
  - case: ${sentence}
    given: {receipts: [{on: ${day}, received: "1000000.00"}]}
    expect: {amount: "0.00"}
`;
}

function save(text: string, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
