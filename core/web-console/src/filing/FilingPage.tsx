import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Form, Skeleton, Space, Steps } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router-dom';
import { api, body, idempotencyKey, matching } from '../api/client';
import type { Contract, TenantNode } from '../api/model';
import { ContractSheet } from '../contract/ContractSheet';
import { findTenant } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { Page } from '../shared/Page';
import { Problem } from '../shared/Problem';
import { Attachments } from './Attachments';
import { fieldsOf, type Filing, filingOf, pathOf, sent, stepOf, STEPS, useFilingForm } from './form';
import { OwnStep } from './OwnStep';
import { PartiesStep } from './PartiesStep';
import { PriceStep } from './PriceStep';
import { TypeStep } from './TypeStep';
import './filing.css';

/** A new filing, or the draft in the address gone on with. */
export function FilingPage() {
  const { id } = useParams();
  const { code } = useTenant();
  const contract = useQuery({
    queryKey: ['contract', code, id],
    enabled: Boolean(id),
    // What is typed is not to be overtaken by what is read again.
    staleTime: Infinity,
    queryFn: async (): Promise<Contract> =>
      body(api.GET('/api/v1/tenants/{code}/contracts/{id}', { params: { path: { code, id: id ?? '' } } })),
  });
  if (contract.error) {
    return <Problem error={contract.error} onRetry={() => void contract.refetch()} />;
  }
  if (id && !contract.data) {
    return <Skeleton active paragraph={{ rows: 12 }} />;
  }
  return <Wizard key={id ?? 'new'} contract={contract.data} />;
}

/** Every step is a part of one form; from the parties on, leaving a step saves the draft. */
function Wizard({ contract }: { contract?: Contract }) {
  const { t, i18n } = useTranslation();
  const { code, tree } = useTenant();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [search, setSearch] = useSearchParams();
  const [key] = useState(idempotencyKey);
  const [form] = Form.useForm<Filing>();
  const type = Form.useWatch('type', form);
  const subtype = Form.useWatch('subtype', form);
  const rules = useFilingForm(type, subtype);
  const id = contract?.id ?? '';
  const step = contract ? Math.min(Math.max(Number(search.get('step') ?? 1), 0), STEPS.length - 1) : 0;
  const [beginning, setBeginning] = useState(0);
  const at = contract ? step : beginning;
  const go = (to: number) => (contract ? setSearch({ step: String(to) }, { replace: true }) : setBeginning(to));
  const english = i18n.language.startsWith('en');
  const [missing, setMissing] = useState<string[]>([]);

  const show = (error: unknown) => {
    const named = fieldsOf(error, english);
    setMissing(named.map((one) => one.field).filter((field) => field.startsWith('attachments.')));
    form.setFields(named.map(({ field, message: text }) => ({ name: pathOf(field) as never, errors: [text] })));
    const first = named.map((one) => stepOf(one.field)).sort((a, b) => a - b)[0];
    if (first !== undefined) {
      go(first);
    }
  };
  const save = useMutation({
    mutationFn: async ({ to }: { to: number }): Promise<{ saved: Contract; to: number }> => {
      const filing = form.getFieldsValue(true) as Filing;
      const agency = filing.agency ?? agencyOf(tree, filing) ?? code;
      const saved: Contract = await (contract
        ? body(
            api.PUT('/api/v1/tenants/{code}/contracts/{id}', {
              params: { path: { code, id }, header: matching(contract.version) },
              body: sent(filing) as never,
            }),
          )
        : body(
            api.POST('/api/v1/tenants/{code}/contracts', {
              params: { path: { code: agency }, header: { 'Idempotency-Key': key } },
              body: sent(filing) as never,
            }),
          ));
      return { saved, to };
    },
    onSuccess: ({ saved, to }) => {
      cache.setQueryData(['contract', code, saved.id], saved);
      void cache.invalidateQueries({ queryKey: ['contracts'] });
      void message.success(t('filing.saved'));
      if (contract) {
        go(to);
      } else {
        void navigate(`/t/${code}/contracts/${saved.id}/filing?step=${to}`, { replace: true });
      }
    },
    onError: show,
  });
  const submit = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/tenants/{code}/contracts/{id}/submission', {
          params: { path: { code, id }, header: matching(contract?.version) },
        }),
      ),
    onSuccess: () => {
      void cache.invalidateQueries({ queryKey: ['contract', code, id] });
      void cache.invalidateQueries({ queryKey: ['contracts'] });
      void message.success(t('filing.submitted'));
      void navigate(`/t/${code}/contracts/${id}`);
    },
    onError: show,
  });
  const leave = async (to: number) => {
    // Only what was seen so far: a later step is not to greet anybody with its errors.
    const seen = form
      .getFieldsError()
      .map(({ name }) => name)
      .filter((name) => stepOf(name.join('.')) <= at);
    const invalid = await form.validateFields(seen as never).then(
      () => false,
      () => true,
    );
    if (invalid) {
      return;
    }
    if (at === 0 && !contract) {
      go(to);
    } else if (at < 4) {
      save.mutate({ to });
    } else {
      go(to);
    }
  };
  const error = save.error ?? submit.error;
  const last = STEPS.length - 1;
  return (
    <Page title={t(contract ? 'filing.goOn' : 'filing.begin')} hint={t('filing.hint')}>
      <section className="panel">
        <Steps
          size="small"
          current={at}
          onChange={(to) => (to < at || contract ? void leave(to) : undefined)}
          items={STEPS.map((name) => ({ title: t(`filing.steps.${name}`) }))}
        />
      </section>
      {Boolean(error) && (
        <div style={{ marginBottom: 16 }}>
          <Problem error={error} />
        </div>
      )}
      <Form
        form={form}
        layout="vertical"
        initialValues={contract ? filingOf(contract) : { items: [] }}
        data-testid={`filing-step-${STEPS[at]}`}
        onValuesChange={() => save.reset()}
      >
        <section className="panel" hidden={at !== 0}>
          <h2>{t('filing.steps.type')}</h2>
          <TypeStep rules={rules.data} />
        </section>
        <div hidden={at !== 1}>
          <PartiesStep isNew={!contract} rules={rules.data} />
        </div>
        <section className="panel" hidden={at !== 2}>
          <h2>{t('filing.steps.price')}</h2>
          <PriceStep rules={rules.data} />
        </section>
        <section className="panel" hidden={at !== 3}>
          <h2>{t('filing.steps.own')}</h2>
          <OwnStep rules={rules.data} />
        </section>
      </Form>
      {contract && at === 4 && (
        <div className={missing.length > 0 ? 'attachments-wanted' : undefined}>
          <Attachments contract={contract} />
        </div>
      )}
      {contract && at === last && (
        <>
          <ContractSheet contract={contract} />
          <Attachments contract={contract} />
        </>
      )}
      <section className="panel">
        <Space wrap>
          {at > 0 && <Button onClick={() => void leave(at - 1)}>{t('shared.back')}</Button>}
          {at < last && (
            <Button
              type="primary"
              loading={save.isPending}
              onClick={() => void leave(at + 1)}
              data-testid="filing-next"
            >
              {t(at === 0 && !contract ? 'filing.next' : 'filing.saveAndNext')}
            </Button>
          )}
          {at === last && (
            <Button
              type="primary"
              loading={submit.isPending}
              onClick={() => submit.mutate()}
              data-testid="filing-submit"
            >
              {t('filing.submit')}
            </Button>
          )}
        </Space>
      </section>
    </Page>
  );
}

/** The agency of the filer's region: its prefecture, where the tree has it. */
function agencyOf(tree: TenantNode[], filing: Filing): number | undefined {
  const filer = filing.provider?.kind === 'OVERSEAS' ? filing.recipient : filing.provider;
  return findTenant(tree, Math.floor((filer?.division ?? 0) / 100) * 100)?.code ?? undefined;
}
