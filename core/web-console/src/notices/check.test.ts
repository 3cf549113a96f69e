import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { lineText, listHash, rootText, sealHolds } from './check';

const line = { ordinal: 1, beneficiary: '张*', subject: '玉米育种', amount: '100.00' };

describe('a published list, checked by whoever reads it', () => {
  it('writes a line as the house does: lengths in bytes', () =>
    expect(lineText(line)).toBe('1|4:张*|12:玉米育种|100.00'));

  it('has one hash, and another one as soon as anything in it differs', async () => {
    // printf '1|4:张*|12:玉米育种|100.00\n2|1:B|1:b|0.50' | sha256sum
    const two = { ordinal: 2, beneficiary: 'B', subject: 'b', amount: '0.50' };
    expect(await listHash([line, two])).toBe('877b44781883dd7dd67f7f8f949cb0bfc9d1a2a6df8afb6deaa4e79f305976fb');
    expect(await listHash([two, line])).not.toBe('877b44781883dd7dd67f7f8f949cb0bfc9d1a2a6df8afb6deaa4e79f305976fb');
    expect(await listHash([line, { ...two, amount: '0.51' }])).not.toBe(
      '877b44781883dd7dd67f7f8f949cb0bfc9d1a2a6df8afb6deaa4e79f305976fb',
    );
  });

  it('says of a day of the journal what its seal is made over', () =>
    expect(rootText({ tenant: 230100, day: '2026-11-30', seq: 42, hash: 'ab' })).toBe(
      'longji-journal|230100|2026-11-30|42|ab',
    ));

  it('holds under the key that sealed it, and under no other', async () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const key = { kid: 'k1', key: publicKey.export({ type: 'spki', format: 'der' }).toString('base64') };
    const seal = (text: string) => `k1.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
    expect(await sealHolds([key], 'longji-notice|…', seal('longji-notice|…'))).toBe(true);
    expect(await sealHolds([key], 'longji-notice|other', seal('longji-notice|…'))).toBe(false);
    expect(await sealHolds([{ ...key, kid: 'k2' }], 'longji-notice|…', seal('longji-notice|…'))).toBe(false);
    expect(await sealHolds([], 'x', 'nonsense')).toBe(false);
  });
});
