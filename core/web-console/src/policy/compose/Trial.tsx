import { useQuery } from '@tanstack/react-query';
import { Skeleton } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import type { CalculatedCase, Questionnaire } from '../../api/model';
import { useTenant } from '../../frame/tenant';
import { Problem } from '../../shared/Problem';
import { CaseAnswer } from '../CaseAnswer';
import { CaseForm } from '../CaseForm';
import type { Given } from '../cases';
import { useSettled } from './language';

interface Props {
  policy: string;
  draft: string | null | undefined;
  revision: number | null | undefined;
  changed: boolean;
  from: string | null | undefined;
}

/** A case beside the measure: what the draft as it is saved would give it, at once. */
export function Trial({ policy, draft, revision, changed, from }: Props) {
  const { t } = useTranslation();
  return (
    <>
      <h2>{t('policy.compose.trial')}</h2>
      <p className="muted">{t(draft && !changed ? 'policy.compose.trialHint' : 'policy.compose.trialSave')}</p>
      {draft && !changed && (
        <Case key={revision} policy={policy} draft={draft} year={Number((from ?? '').slice(0, 4))} />
      )}
    </>
  );
}

function Case({ policy, draft, year }: { policy: string; draft: string; year: number }) {
  const { code } = useTenant();
  const [given, setGiven] = useState<Given>({ year });
  const settled = useSettled(given);
  const path = { code, policy, draft };
  const asked = useQuery({
    queryKey: ['trial', code, draft, 'questions'],
    queryFn: async (): Promise<Questionnaire> =>
      body(api.GET('/api/v1/tenants/{code}/policies/{policy}/drafts/{draft}/calculation', { params: { path } })),
    staleTime: 0,
  });
  const answer = useQuery({
    queryKey: ['trial', code, draft, settled],
    queryFn: async (): Promise<CalculatedCase> =>
      (await body(
        api.POST('/api/v1/tenants/{code}/policies/{policy}/drafts/{draft}/calculation', {
          params: { path },
          body: { given: settled } as never,
        }),
      )) as CalculatedCase,
    retry: false,
    staleTime: 0,
  });
  if (asked.error) {
    return <Problem error={asked.error} />;
  }
  if (!asked.data) {
    return <Skeleton active />;
  }
  return (
    <>
      <CaseForm questionnaire={asked.data} value={given} onChange={setGiven} error={answer.error} />
      {answer.error && <Problem error={answer.error} />}
      {answer.data && <CaseAnswer answer={answer.data} />}
    </>
  );
}
