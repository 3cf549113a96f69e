import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import type { CalculatedCase, DraftForm, Questionnaire } from '../../api/model';
import { ProblemError } from '../../api/problem';
import { useTenant } from '../../frame/tenant';
import { thisYear } from '../../shared/dates';
import { Problem } from '../../shared/Problem';
import { CaseAnswer } from '../CaseAnswer';
import { CaseForm } from '../CaseForm';
import type { Given } from '../cases';
import { useSettled } from './language';

interface Props {
  policy: string;
  form: DraftForm;
}

/** A case beside the draft: what the form as it stands would give it, saved or not. */
export function Trial({ policy, form }: Props) {
  const { t } = useTranslation();
  const { code } = useTenant();
  const [stated, setStated] = useState<Given | null>(null);
  const given = stated ?? { year: Number((form.from ?? '').slice(0, 4)) || thisYear() };
  // Worked cases are no part of what is calculated with.
  const settled = useSettled({ form: { ...form, cases: null }, given });
  const path = { code, policy };
  const asked = useQuery({
    queryKey: ['trial', code, policy, 'form', settled.form],
    queryFn: async (): Promise<Questionnaire> =>
      (await body(
        api.POST('/api/v1/tenants/{code}/policies/{policy}/trial/form', {
          params: { path },
          body: settled.form as never,
        }),
      )) as Questionnaire,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 0,
  });
  const answer = useQuery({
    queryKey: ['trial', code, policy, settled],
    queryFn: async (): Promise<CalculatedCase> =>
      (await body(
        api.POST('/api/v1/tenants/{code}/policies/{policy}/trial', {
          params: { path },
          body: settled as never,
        }),
      )) as CalculatedCase,
    enabled: asked.isSuccess && !asked.isPlaceholderData,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 0,
  });
  return (
    <>
      <h2>{t('policy.compose.trial')}</h2>
      {isUnfinished(asked.error) ? (
        <p className="muted" data-testid="trial-waits">
          {t('policy.compose.trialWaits')}
        </p>
      ) : asked.error ? (
        <Problem error={asked.error} />
      ) : !asked.data ? (
        <Skeleton active />
      ) : (
        <>
          <p className="muted">{t('policy.compose.trialHint')}</p>
          <CaseForm questionnaire={asked.data} value={given} onChange={setStated} error={answer.error} />
          {answer.error && <Problem error={answer.error} />}
          {answer.data && !answer.error && <CaseAnswer answer={answer.data} />}
        </>
      )}
    </>
  );
}

function isUnfinished(error: unknown): boolean {
  return (
    error instanceof ProblemError &&
    ['DRAFT_UNFINISHED', 'INVALID_FIELDS', 'NOT_FOUND'].includes(error.problem.code ?? '')
  );
}
