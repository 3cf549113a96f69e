import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Alert, Button, Input, Popconfirm, Progress, Radio, Skeleton, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router-dom';
import { api, body, matching } from '../api/client';
import type { CheckAnswer, Contract, Examination } from '../api/model';
import { ApprovalStanding } from '../approval/ApprovalStanding';
import { ContractSheet } from '../contract/ContractSheet';
import { Attachments } from '../filing/Attachments';
import { useTenant } from '../frame/tenant';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { StatusTag } from '../shared/StatusTag';
import { useLocalText } from '../shared/text';
import { Decision } from './Decision';
import { PatentHits } from './PatentHits';
import { Proposal } from './Proposal';
import { useExamination, useReread } from './queries';
import './registration.css';

type Value = NonNullable<CheckAnswer['answer']>;
interface Given {
  question: string;
  answer: Value;
  evidence?: string;
  /** Marks of the contracts an answer is about. */
  about?: string[];
}

/** The registrar's desk: the filing on the left, the checklist on the right, the decision below it. */
export function ExaminationPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { code } = useTenant();
  const contract = useQuery({
    queryKey: ['contract', code, id],
    queryFn: async (): Promise<Contract> =>
      body(api.GET('/api/v1/tenants/{code}/contracts/{id}', { params: { path: { code, id } } })),
  });
  const examination = useExamination(id);
  const reread = useReread(id);
  const error = contract.error ?? examination.error;
  if (error) {
    return <Problem error={error} onRetry={() => void Promise.all([contract.refetch(), examination.refetch()])} />;
  }
  if (!contract.data || !examination.data) {
    return <Skeleton active paragraph={{ rows: 12 }} />;
  }
  const one = contract.data;
  return (
    <Page
      title={
        <>
          {t('registration.examination.title')}{' '}
          <Link to={`/t/${code}/contracts/${id}`} style={{ textDecoration: 'underline' }}>
            {one.title}
          </Link>{' '}
          <StatusTag words="contractStatus" code={one.status} />
        </>
      }
      hint={<Period examination={examination.data} />}
    >
      <div className="desk">
        <div className="desk-sheet" tabIndex={0} role="region" aria-label={t('registration.examination.sheet')}>
          <ContractSheet contract={one} />
          <Attachments contract={one} />
        </div>
        <div>
          <Checklist contract={one} examination={examination.data} />
          {one.approval && <ApprovalStanding id={one.approval} onChange={reread} />}
          {one.status === 'IN_APPROVAL' && <Proposal contractId={id} />}
          <Decision contract={one} examination={examination.data} />
        </div>
      </div>
    </Page>
  );
}

function Period({ examination }: { examination: Examination }) {
  const { t } = useTranslation();
  const text = useLocalText();
  return (
    <span data-testid="period">
      {text(examination.regimeTitle)} · {t('registration.examination.round', { round: examination.round })} ·{' '}
      {t('registration.examination.due', { day: examination.dueOn })}
      {examination.uncertain && <Tag style={{ marginInlineStart: 8 }}>{t('registration.examination.uncertain')}</Tag>}
      {examination.provisional && <Tag>{t('registration.examination.provisional')}</Tag>}
      <small className="muted"> {examination.periodSource}</small>
    </span>
  );
}

function useAnswers(contract: Contract, examination: Examination) {
  const { code } = useTenant();
  const cache = useQueryClient();
  const id = contract.id ?? '';
  return useMutation({
    mutationFn: (answers: Given[]) =>
      body(
        api.PUT('/api/v1/tenants/{code}/contracts/{id}/examination', {
          params: { path: { code, id }, header: matching(examination.version) },
          body: { answers },
        }),
      ),
    onSuccess: (answered) => cache.setQueryData(['examination', code, id], answered),
    // Somebody else answered meanwhile: show what is there now beside the problem.
    onError: () => void cache.invalidateQueries({ queryKey: ['examination', code, id] }),
  });
}

function Checklist({ contract, examination }: { contract: Contract; examination: Examination }) {
  const { t } = useTranslation();
  const { can } = useTenant();
  const save = useAnswers(contract, examination);
  const answers = examination.answers ?? [];
  const open = answers.filter((line) => !line.answer);
  const editable = can('REGISTRATION_DECIDE') && contract.status === 'ACCEPTED' && !examination.outcome;
  // What is asked because of other contracts is answered by itself, with reasons.
  const rest = open.filter((line) => !line.hits?.length);
  const gates = [...new Set(answers.map((line) => line.gate ?? ''))];
  return (
    <section className="panel" data-testid="checklist">
      <div className="panel-head">
        <h2>{t('registration.examination.checklist')}</h2>
        <Progress
          percent={Math.round((100 * (answers.length - open.length)) / Math.max(answers.length, 1))}
          format={() => `${answers.length - open.length} / ${answers.length}`}
          size="small"
          // The green of a finished bar is too pale for its figures.
          status="normal"
          style={{ maxWidth: 220 }}
          aria-label={t('registration.examination.progress')}
        />
        {editable && rest.length > 0 && (
          <Popconfirm
            title={t('registration.examination.restYesAsk', { count: rest.length })}
            onConfirm={() => save.mutate(rest.map((line) => ({ question: line.question ?? '', answer: 'YES' })))}
          >
            <Button size="small" data-testid="rest-yes">
              {t('registration.examination.restYes')}
            </Button>
          </Popconfirm>
        )}
      </div>
      {examination.dispute && (
        <Alert type="warning" showIcon title={examination.dispute} style={{ marginBottom: 12 }} />
      )}
      {save.error && <Problem error={save.error} />}
      {gates.map((gate) => (
        <fieldset key={gate} className="gate">
          <legend>{gate}</legend>
          {answers
            .filter((line) => line.gate === gate)
            .map((line) => (
              <Question
                key={`${line.question}${line.answeredAt ?? ''}`}
                line={line}
                editable={editable && !save.isPending}
                onAnswer={(given) => save.mutate([given])}
              />
            ))}
        </fieldset>
      ))}
    </section>
  );
}

interface QuestionProps {
  line: CheckAnswer;
  editable: boolean;
  onAnswer: (given: Given) => void;
}

function Question({ line, editable, onAnswer }: QuestionProps) {
  const { t } = useTranslation();
  const text = useLocalText();
  const [value, setValue] = useState<Value | undefined>(line.answer ?? undefined);
  const [evidence, setEvidence] = useState(line.evidence ?? '');
  const question = line.question ?? '';
  const hits = line.hits ?? [];
  const others = hits.length > 0;
  const give = (answer: Value) =>
    onAnswer({
      question,
      answer,
      evidence: evidence.trim() || undefined,
      ...(others && { about: hits.map(({ mark }) => mark ?? '') }),
    });
  // A no says why, for the applicant will read it; so does every answer about other contracts.
  const needsEvidence = (answer?: Value) => answer === 'NO' || (others && answer !== undefined);
  const choose = (chosen: Value) => {
    setValue(chosen);
    if (!needsEvidence(chosen) || evidence.trim()) {
      give(chosen);
    }
  };
  return (
    <div className={`question ${value ?? 'OPEN'}`} data-testid={`question-${question}`}>
      <p id={`text-${question}`}>
        <strong>{question}</strong> {text(line.text)}
      </p>
      {line.guidance && <p className="muted">{text(line.guidance)}</p>}
      {others && <PatentHits hits={hits} />}
      {others && !line.answer && line.answeredBy && (
        <Alert type="warning" showIcon title={t('registration.hits.again')} style={{ marginBottom: 6 }} />
      )}
      <Radio.Group
        size="small"
        optionType="button"
        buttonStyle="solid"
        disabled={!editable}
        value={value}
        aria-labelledby={`text-${question}`}
        onChange={(event) => choose(event.target.value as Value)}
        options={(['YES', 'NO', ...(others ? [] : (['NOT_APPLICABLE'] as const))] as const).map((answer) => ({
          value: answer,
          label: t(`registration.${others ? 'hits.answer' : 'answer'}.${answer}`),
        }))}
      />
      {value === 'NO' && <Tag color="red">{t(`registration.consequence.${line.consequence}`)}</Tag>}
      <small className="muted">{line.basis}</small>
      {(needsEvidence(value) || evidence) && (
        <Input.TextArea
          autoSize={{ minRows: 1, maxRows: 5 }}
          value={evidence}
          maxLength={2000}
          disabled={!editable}
          status={needsEvidence(value) && !evidence.trim() ? 'error' : undefined}
          placeholder={t(others ? 'registration.hits.reason' : 'registration.examination.evidence')}
          aria-label={t(others ? 'registration.hits.reason' : 'registration.examination.evidence')}
          data-testid={`evidence-${question}`}
          onChange={(event) => setEvidence(event.target.value)}
          onBlur={() => {
            if (value && evidence.trim() && evidence.trim() !== (line.evidence ?? '')) {
              give(value);
            }
          }}
        />
      )}
      {line.answeredBy && <small className="muted answered">{line.answeredBy}</small>}
    </div>
  );
}
