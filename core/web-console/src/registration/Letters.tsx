import { useQuery } from '@tanstack/react-query';
import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, body } from '../api/client';
import type { Letter } from '../api/model';
import { useTenant } from '../frame/tenant';

/** The letters about a contract, as they were sent. */
export function Letters({ contractId }: { contractId: string }) {
  const { code } = useTenant();
  const letters = useQuery({
    queryKey: ['letters', code, contractId],
    queryFn: async (): Promise<{ items?: Letter[] }> =>
      body(api.GET('/api/v1/tenants/{code}/contracts/{id}/letters', { params: { path: { code, id: contractId } } })),
  });
  return (
    <>
      {(letters.data?.items ?? []).map((letter) => (
        <LetterView key={letter.round} letter={letter} />
      ))}
    </>
  );
}

/** A letter with its reasons, each with its clause. */
export function LetterView({ letter }: { letter: Letter }) {
  const { t } = useTranslation();
  return (
    <Alert
      type={letter.kind === 'REFUSAL' ? 'error' : 'warning'}
      style={{ marginBottom: 16 }}
      data-testid="letter"
      title={`${t(`registration.letter.${letter.kind}`)}${letter.issuedOn ? `（${letter.issuedOn}）` : ''}`}
      description={
        <>
          <ol className="letter-reasons">
            {(letter.reasons ?? []).map((reason) => (
              <li key={`${reason.code}${reason.text}`}>
                <strong>{reason.code}</strong> {reason.text}
                {reason.basis && <div className="muted">{reason.basis}</div>}
              </li>
            ))}
          </ol>
          {letter.words && <p>{letter.words}</p>}
          {letter.answerBy && (
            <p className="muted">{t(`registration.letter.until.${letter.kind}`, { day: letter.answerBy })}</p>
          )}
        </>
      }
    />
  );
}
