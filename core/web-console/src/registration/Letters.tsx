import { useMutation, useQuery } from '@tanstack/react-query';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, body, download } from '../api/client';
import type { Letter } from '../api/model';
import { useTenant } from '../frame/tenant';
import { Problem } from '../shared/Problem';

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
        <LetterView key={letter.round} letter={letter} contractId={contractId} />
      ))}
    </>
  );
}

/** A letter with its reasons, each with its clause; one that was sent can be had as PDF. */
export function LetterView({ letter, contractId }: { letter: Letter; contractId?: string }) {
  const { t } = useTranslation();
  return (
    <Alert
      type={letter.kind === 'REFUSAL' ? 'error' : 'warning'}
      style={{ marginBottom: 16 }}
      data-testid="letter"
      title={`${t(`registration.letter.${letter.kind}`)}${letter.issuedOn ? `（${letter.issuedOn}）` : ''}`}
      action={contractId && <LetterFile contractId={contractId} round={letter.round ?? 0} />}
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

function LetterFile({ contractId, round }: { contractId: string; round: number }) {
  const { code } = useTenant();
  const file = useMutation({
    mutationFn: () =>
      download(`/api/v1/tenants/${code}/contracts/${contractId}/letters/${round}`, `letter-${contractId}-${round}.pdf`),
  });
  return (
    <>
      <Button size="small" loading={file.isPending} onClick={() => file.mutate()} data-testid="letter-pdf">
        PDF
      </Button>
      {file.error && <Problem error={file.error} />}
    </>
  );
}
