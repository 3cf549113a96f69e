import { CalculatorOutlined, LinkOutlined } from '@ant-design/icons';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, App, Button, Form, Input, Select, Skeleton } from 'antd';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { api, body } from '../api/client';
import type { CalculatedCase, Place, PolicyOffer, Questionnaire, TenantNode } from '../api/model';
import { LocaleSwitch } from '../frame/Frame';
import { TenantContext } from '../frame/tenant';
import { CaseAnswer } from '../policy/CaseAnswer';
import { CaseForm, usePlaces } from '../policy/CaseForm';
import { read, written, type CaseForm as Case } from '../policy/cases';
import { today } from '../shared/dates';
import { Problem } from '../shared/Problem';
import { useLocalText } from '../shared/text';
import './calculator.css';

/**
 * What a case would get, for anybody and without an account. Place, policy and case stand in the address, so that a link shares
 * the question and whoever opens it sees the answer.
 */
export function CalculatorPage() {
  const { t } = useTranslation();
  const text = useLocalText();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { place = '', policy = '' } = useParams();
  const [search] = useSearchParams();
  const on = search.get('on') ?? today();
  const shared = search.get('case');
  const form = useMemo<Case>(() => read(shared) ?? { given: { year: Number(on.slice(0, 4)) } }, [shared, on]);
  const places = usePlaces();
  const offers = useQuery({
    queryKey: ['offers', place, on],
    enabled: Boolean(place && on),
    queryFn: async (): Promise<PolicyOffer[]> => {
      const answer: { items?: PolicyOffer[] } = await body(
        api.GET('/api/v1/public/calculator/tenants/{place}/policies', {
          params: { path: { place: Number(place) }, query: { on } },
        }),
      );
      return answer.items ?? [];
    },
  });
  const questionnaire = useQuery({
    queryKey: ['questionnaire', place, policy, on],
    enabled: Boolean(place && policy && on),
    queryFn: async (): Promise<Questionnaire> =>
      body(
        api.GET('/api/v1/public/calculator/tenants/{place}/policies/{policy}/form', {
          params: { path: { place: Number(place), policy }, query: { on } },
        }),
      ),
  });
  const calculation = useMutation({
    mutationFn: async (asked: Case): Promise<CalculatedCase> =>
      body(
        api.POST('/api/v1/public/calculator/tenants/{place}/policies/{policy}/calculation', {
          params: { path: { place: Number(place), policy } },
          body: { on, ...asked } as never,
        }),
      ),
  });
  const go = (to: { place?: string; policy?: string; on?: string; form?: Case }) => {
    const query = new URLSearchParams({ on: to.on ?? on });
    if (to.form) {
      query.set('case', written(to.form));
    }
    const path = [to.place ?? place, to.policy ?? policy].filter(Boolean).join('/');
    calculation.reset();
    void navigate(`/calculator/${path}?${query}`, { replace: Boolean(to.form) });
  };
  // A link that was shared is answered at once.
  const opened = useRef(false);
  const { mutate } = calculation;
  useEffect(() => {
    if (!opened.current && questionnaire.data && read(shared)) {
      mutate(form);
    }
    opened.current = opened.current || Boolean(questionnaire.data);
  }, [questionnaire.data, shared, form, mutate]);
  const tree = useMemo(() => (places.data ?? []).map(asNode), [places.data]);
  return (
    <TenantContext.Provider value={{ code: Number(place), node: {}, tree, can: () => false }}>
      <main className="calculator">
        <header className="verify-head">
          <img src="/longji.svg" alt="" width={36} height={36} />
          <h1>{t('calculator.title')}</h1>
          <LocaleSwitch />
        </header>
        <p className="muted">{t('calculator.hint')}</p>
        <Form layout="vertical" component={false}>
          <div className="calculator-choice">
            <Form.Item label={t('calculator.place')} htmlFor="calculator-place">
              <Select
                id="calculator-place"
                showSearch
                virtual={false}
                optionFilterProp="label"
                value={place || undefined}
                placeholder={t('calculator.choose')}
                data-testid="calculator-place"
                options={(places.data ?? []).map((one) => ({ value: String(one.code), label: text(one.name) }))}
                onChange={(chosen: string) => void navigate(`/calculator/${chosen}?on=${on}`)}
              />
            </Form.Item>
            <Form.Item label={t('calculator.on')} htmlFor="calculator-on">
              <Input
                id="calculator-on"
                type="date"
                value={on}
                data-testid="calculator-on"
                onChange={(event) => event.target.value && go({ on: event.target.value })}
              />
            </Form.Item>
            <Form.Item label={t('calculator.policy')} htmlFor="calculator-policy" className="calculator-policy">
              <Select
                id="calculator-policy"
                virtual={false}
                disabled={!place}
                loading={offers.isFetching}
                value={policy || undefined}
                placeholder={t('calculator.choose')}
                data-testid="calculator-policy"
                notFoundContent={t('calculator.none')}
                options={(offers.data ?? []).map((one) => ({
                  value: one.policyId,
                  label: `${text(one.title)}（${one.document ?? ''}）`,
                }))}
                onChange={(chosen: string) => go({ policy: chosen })}
              />
            </Form.Item>
          </div>
        </Form>
        {places.error && <Problem error={places.error} onRetry={() => void places.refetch()} />}
        {offers.error && <Problem error={offers.error} onRetry={() => void offers.refetch()} />}
        {questionnaire.error && <Problem error={questionnaire.error} />}
        {questionnaire.isLoading && <Skeleton active />}
        {questionnaire.data && (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              go({ form });
              calculation.mutate(form);
            }}
          >
            {questionnaire.data.computable === false && (
              <Alert type="warning" showIcon title={t('calculator.notComputable')} style={{ marginBottom: 16 }} />
            )}
            <CaseForm
              questionnaire={questionnaire.data}
              value={form.given}
              error={calculation.error}
              onChange={(given) => go({ form: { ...form, given } })}
            />
            <div className="calculator-actions">
              <Button
                type="primary"
                htmlType="submit"
                icon={<CalculatorOutlined />}
                loading={calculation.isPending}
                data-testid="calculate"
              >
                {t('calculator.calculate')}
              </Button>
              <Button
                icon={<LinkOutlined />}
                onClick={() =>
                  void navigator.clipboard
                    ?.writeText(window.location.href)
                    .then(() => message.success(t('calculator.copied')))
                }
              >
                {t('calculator.share')}
              </Button>
            </div>
          </form>
        )}
        <div aria-live="polite">
          {calculation.error && <Problem error={calculation.error} />}
          {calculation.data && <CaseAnswer answer={calculation.data} />}
        </div>
      </main>
    </TenantContext.Provider>
  );
}

/** A place as the rest of the console knows divisions. */
function asNode(place: Place): TenantNode {
  return { code: place.code, nameZh: place.name?.zh, nameEn: place.name?.en };
}
