import { Descriptions } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { Contract, PartyReference } from '../api/model';
import { FilingSheet } from '../filing/FilingSheet';
import { findTenant } from '../frame/session';
import { useTenant } from '../frame/tenant';
import { Amount } from '../shared/Amount';
import { formatYuan } from '../shared/money';
import { useName } from '../shared/text';

/** What was filed: amounts, parties and the registration form. */
export function ContractSheet({ contract }: { contract: Contract }) {
  const { t } = useTranslation();
  return (
    <>
      <FourAmounts contract={contract} />
      <div className="columns">
        <Party label={t('contract.provider')} party={contract.provider} />
        <Party label={t('contract.recipient')} party={contract.recipient} />
      </div>
      <div style={{ height: 16 }} />
      <FilingSheet contract={contract} />
      <FormFields contract={contract} />
    </>
  );
}

/** The four amounts decide different things, so each one says what it is. */
function FourAmounts({ contract }: { contract: Contract }) {
  const { t } = useTranslation();
  const amounts = [
    { key: 'contractAmount', value: contract.contractAmount },
    { key: 'technologyAmount', value: contract.assessedTechnologyAmount ?? contract.declaredTechnologyAmount },
    { key: 'received', value: contract.receivedTotal },
    { key: 'technologyIncome', value: contract.approvedTechnologyIncome },
  ];
  return (
    <section className="panel">
      <h2>{t('contract.fourAmounts')}</h2>
      <div className="four-amounts">
        {amounts.map(({ key, value }) => (
          <div key={key} data-testid={`amount-${key}`}>
            <span>{t(`contract.amounts.${key}`)}</span>
            <strong>
              <Amount value={value} />
              {value && <span className="unit">{t('shared.unit.yuan')}</span>}
            </strong>
            <small>{t(`contract.amounts.${key}Hint`)}</small>
          </div>
        ))}
      </div>
      <p className="muted">
        {t('contract.identity')} <Amount value={contract.declaredTechnologyAmount} />
        {' / '}
        {t('contract.assessed')} <Amount value={contract.assessedTechnologyAmount} />
        {' / '}
        {t('contract.nonTechnologyCost')} <Amount value={contract.nonTechnologyCost} />
      </p>
    </section>
  );
}

function Party({ label, party }: { label: string; party: PartyReference | null | undefined }) {
  const { t } = useTranslation();
  const { code, tree } = useTenant();
  const name = useName();
  return (
    <section className="panel">
      <h2>{label}</h2>
      <Descriptions
        size="small"
        column={1}
        items={[
          {
            label: t('contract.partyName'),
            children: party?.organizationId ? (
              <Link to={`/t/${code}/organizations/${party.organizationId}`}>{party.name}</Link>
            ) : (
              party?.name
            ),
          },
          { label: t('contract.creditCode'), children: <span className="mono">{party?.creditCode}</span> },
          { label: t('contract.partyKind'), children: t(`shared.partyKind.${party?.kind}`, party?.kind ?? '—') },
          {
            label: t('contract.division'),
            children: name(findTenant(tree, party?.division ?? 0)) || party?.division || '—',
          },
        ]}
      />
    </section>
  );
}

function FormFields({ contract }: { contract: Contract }) {
  const { t } = useTranslation();
  const { tree } = useTenant();
  const name = useName();
  const answer = (value: string | null | undefined) => (value ? t(`shared.answer.${value}`) : null);
  const groups = [
    {
      title: t('contract.groupContract'),
      fields: {
        type: t(`shared.contractType.${contract.type}`, contract.type ?? ''),
        subtype: contract.subtype && t(`contract.subtypes.${contract.subtype}`, contract.subtype),
        projectKey: contract.projectKey,
        signedOn: contract.signedOn,
        validFrom: contract.validFrom,
        validUntil: contract.validUntil,
        paymentMode: contract.paymentMode,
        royaltyBase: contract.royaltyBase,
        originalContract: contract.originalCurrency
          ? `${contract.originalCurrency} ${contract.originalContractAmount ?? ''}`
          : undefined,
        firstRegistration:
          contract.firstRegistration === undefined || contract.firstRegistration === null
            ? undefined
            : answer(contract.firstRegistration ? 'YES' : 'NO'),
        currency: contract.currency,
        electedSide: (contract.sideElections ?? [])
          .map(({ year, side }) => `${t('shared.year', { year })} ${t(`shared.side.${side}`)}`)
          .join(' · '),
      },
    },
    {
      title: t('contract.groupTechnology'),
      fields: {
        ipClass: contract.ipClass,
        technologyField: contract.technologyField,
        technologyFieldSecondary: contract.technologyFieldSecondary,
        expectedInvestment: contract.expectedInvestment ? formatYuan(contract.expectedInvestment) : undefined,
        expectedOutput: contract.expectedOutput ? formatYuan(contract.expectedOutput) : undefined,
        economicGoal: contract.economicGoal,
        industry: contract.industry,
        planSource: contract.planSource,
        planNumber: contract.planNumber,
        intermediary: contract.intermediary,
        affiliatedParties: answer(contract.affiliatedParties),
        landedInProvince: answer(contract.landedInProvince),
        titleTransferred: answer(contract.titleTransferred),
        overseas: answer(contract.overseas ? 'YES' : 'NO'),
      },
    },
    {
      title: t('contract.groupRegistration'),
      fields: {
        tenant: name(findTenant(tree, contract.tenant ?? 0)) || String(contract.tenant ?? ''),
        regime: contract.regime,
        decisionDue: contract.decisionDue,
        submittedOn: contract.submittedOn,
        acceptedOn: contract.acceptedOn,
        decidedOn: contract.decidedOn,
        registeredOn: contract.registeredOn,
        nationalNumber: contract.nationalNumber,
        projectLeader: contract.projectLeader,
        handler: contract.handler,
        handlerPhone: contract.handlerPhone,
      },
    },
  ];
  return (
    <section className="panel">
      <h2>{t('contract.form')}</h2>
      {groups.map(({ title, fields }) => (
        <Descriptions
          key={title}
          title={title}
          bordered
          size="small"
          column={{ xs: 1, md: 2, xl: 3 }}
          styles={{ label: { width: 160 }, content: { minWidth: 140 } }}
          style={{ marginBottom: 16 }}
          items={Object.entries(fields).map(([field, value]) => ({
            key: field,
            label: t(`contract.fields.${field}`),
            children: value || <span className="muted">{t('shared.notProvided')}</span>,
          }))}
        />
      ))}
    </section>
  );
}
