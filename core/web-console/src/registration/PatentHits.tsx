import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router-dom';
import type { PatentHit } from '../api/model';
import { useTenant } from '../frame/tenant';
import { StatusTag } from '../shared/StatusTag';

/** Contracts about the same patents between the same parties: with a way there where the reader may go, else only that one is there. */
export function PatentHits({ hits }: { hits: PatentHit[] }) {
  const { t } = useTranslation();
  const { code } = useTenant();
  return (
    <ul className="hits" data-testid="patent-hits">
      {hits.map((hit) => (
        <li key={hit.mark}>
          {hit.contractId ? (
            <>
              <Link to={`/t/${code}/contracts/${hit.contractId}`}>{hit.title}</Link>{' '}
              <StatusTag words="contractStatus" code={hit.status} />
              <span className="muted">
                {[hit.registrationNumber, t('registration.hits.signed', { day: hit.signedOn })]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
              <div>
                {(hit.numbers ?? []).map((number) => (
                  <Tag key={number}>{number}</Tag>
                ))}
              </div>
            </>
          ) : (
            t(`registration.hits.elsewhere.${hit.level}`)
          )}
        </li>
      ))}
    </ul>
  );
}
