import type { JournalRoot, NoticeLine, SealKey } from '../api/model';

/** What one line says, as it enters the hash of the list: the two texts with their lengths in bytes. */
export function lineText({ ordinal, beneficiary, subject, amount }: NoticeLine): string {
  const measured = (text: string) => `${new TextEncoder().encode(text).length}:${text}`;
  return `${ordinal}|${measured(beneficiary ?? '')}|${measured(subject ?? '')}|${amount}`;
}

/** SHA-256 over the lines in their order, hex. */
export async function listHash(lines: NoticeLine[]): Promise<string> {
  const text = lines.map(lineText).join('\n');
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** What the seal of a day's end is made over. */
export function rootText({ tenant, day, seq, hash }: JournalRoot): string {
  return `longji-journal|${tenant}|${day}|${seq}|${hash}`;
}

/** Whether a seal was made over a text with one of the house's keys. */
export async function sealHolds(keys: SealKey[], text: string, seal: string): Promise<boolean> {
  const [kid, signature] = seal.split('.', 2);
  const key = keys.find((one) => one.kid === kid);
  if (!key?.key || !signature) {
    return false;
  }
  const published = await crypto.subtle.importKey('spki', bytes(key.key), 'Ed25519', false, ['verify']);
  return crypto.subtle.verify('Ed25519', published, bytes(signature), new TextEncoder().encode(text));
}

/** Reads base64 as well as base64url. */
function bytes(text: string): Uint8Array<ArrayBuffer> {
  const raw = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
  return Uint8Array.from(raw, (char) => char.charCodeAt(0));
}
