/** One thing a finding rests on: a sign by its code, or facts by their names. */
export type Proof = { sign: string } | { facts: [name: string, value: string][] };

const ORDER = [
  'tenant',
  'number',
  'policy',
  'year',
  'parties',
  'signedOn',
  'day',
  'amount',
  'threshold',
  'cap',
  'others',
];

/** What a finding was found from, in the order a reader wants it; empty where it cannot be read. */
export function proofsOf(evidence: string | null | undefined): Proof[] {
  let read: unknown;
  try {
    read = JSON.parse(evidence ?? '[]');
  } catch {
    return [];
  }
  return (Array.isArray(read) ? read : [read]).flatMap((one): Proof[] => {
    if (typeof one === 'string') {
      return [{ sign: one }];
    }
    if (typeof one !== 'object' || one === null) {
      return [];
    }
    const facts = Object.entries(one)
      .filter(([name, value]) => ORDER.includes(name) && value !== null && value !== undefined)
      .map(([name, value]): [string, string] => [name, String(value)])
      .sort(([a], [b]) => ORDER.indexOf(a) - ORDER.indexOf(b));
    return facts.length > 0 ? [{ facts }] : [];
  });
}
