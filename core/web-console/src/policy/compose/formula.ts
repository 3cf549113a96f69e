/*
 * Formulas of measures as a tree and back: what the editor's pick lists work on. It knows how a formula is written, not what
 * is right; the server says that. A place nobody has filled yet is written `?`.
 */

export type Node =
  | { kind: 'hole' }
  | { kind: 'name'; name: string }
  | { kind: 'param'; name: string }
  | { kind: 'number'; value: string }
  | { kind: 'word'; value: string }
  | { kind: 'set'; words: string[] }
  | { kind: 'binary'; op: '+' | '-' | '*' | '/'; left: Node; right: Node }
  | { kind: 'negative'; of: Node }
  | { kind: 'compare'; op: Order; left: Node; right: Node }
  | { kind: 'in'; negated: boolean; left: Node; right: Node }
  | { kind: 'logic'; op: 'and' | 'or'; parts: Node[] }
  | { kind: 'not'; of: Node }
  | { kind: 'call'; name: string; args: Node[] };

export type Order = '>=' | '<=' | '!=' | '>' | '<' | '=';

export const HOLE: Node = { kind: 'hole' };

const ORDERS: [string, Order][] = [
  ['>=', '>='],
  ['≥', '>='],
  ['<=', '<='],
  ['≤', '<='],
  ['!=', '!='],
  ['≠', '!='],
  ['==', '='],
  ['>', '>'],
  ['<', '<'],
  ['=', '='],
];

class Unreadable extends Error {}

/** The tree of a formula; null for what cannot be read, which is then edited as text. */
export function parse(text: string): Node | null {
  try {
    return new Reader(text).all();
  } catch (error) {
    if (error instanceof Unreadable) {
      return null;
    }
    throw error;
  }
}

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  all(): Node {
    const node = this.logic('or');
    this.blanks();
    if (this.at < this.text.length) {
      throw new Unreadable();
    }
    return node;
  }

  private logic(op: 'and' | 'or'): Node {
    const part = () => (op === 'or' ? this.logic('and') : this.not());
    const parts = [part()];
    while (this.word(op)) {
      parts.push(part());
    }
    return parts.length === 1 ? parts[0]! : { kind: 'logic', op, parts };
  }

  private not(): Node {
    return this.word('not') ? { kind: 'not', of: this.not() } : this.comparison();
  }

  private comparison(): Node {
    const left = this.sum();
    const before = this.at;
    const negated = this.word('not');
    if (this.word('in')) {
      return { kind: 'in', negated, left, right: this.sum() };
    }
    this.at = before;
    const order = ORDERS.find(([sign]) => this.sign(sign));
    return order ? { kind: 'compare', op: order[1], left, right: this.sum() } : left;
  }

  private sum(): Node {
    let left = this.product();
    for (;;) {
      const op = this.sign('+') ? '+' : this.sign('-') || this.sign('−') ? '-' : null;
      if (!op) {
        return left;
      }
      left = { kind: 'binary', op, left, right: this.product() };
    }
  }

  private product(): Node {
    let left = this.unary();
    for (;;) {
      const op = this.sign('*') || this.sign('×') ? '*' : this.sign('/') || this.sign('÷') ? '/' : null;
      if (!op) {
        return left;
      }
      left = { kind: 'binary', op, left, right: this.unary() };
    }
  }

  private unary(): Node {
    return this.sign('-') || this.sign('−') ? { kind: 'negative', of: this.unary() } : this.atom();
  }

  private atom(): Node {
    this.blanks();
    const c = this.text[this.at];
    if (c === undefined) {
      throw new Unreadable();
    }
    if (c === '?') {
      this.at++;
      return HOLE;
    }
    if (c === '(') {
      this.at++;
      const inner = this.logic('or');
      this.expect(')');
      return inner;
    }
    if (c === '[') {
      this.at++;
      return this.set();
    }
    if (c === "'" || c === '"' || c === '“') {
      return { kind: 'word', value: this.quoted() };
    }
    if (c === '$') {
      this.at++;
      return { kind: 'param', name: this.identifier() };
    }
    const name = this.identifier();
    if (name === '') {
      throw new Unreadable();
    }
    if (/^\d/.test(name)) {
      return { kind: 'number', value: name };
    }
    if (!this.sign('(')) {
      return { kind: 'name', name };
    }
    const args: Node[] = [];
    if (!this.sign(')')) {
      do {
        args.push(this.logic('or'));
      } while (this.sign(','));
      this.expect(')');
    }
    return { kind: 'call', name, args };
  }

  private set(): Node {
    const words: string[] = [];
    while (!this.sign(']')) {
      this.blanks();
      const c = this.text[this.at];
      const word = c === "'" || c === '"' || c === '“' ? this.quoted() : this.identifier();
      if (word === '' && !this.sign(',')) {
        throw new Unreadable();
      }
      if (word !== '') {
        words.push(word);
        this.sign(',');
      }
    }
    return { kind: 'set', words };
  }

  private quoted(): string {
    const close = this.text[this.at] === '“' ? '”' : this.text[this.at]!;
    const end = this.text.indexOf(close, this.at + 1);
    if (end < 0) {
      throw new Unreadable();
    }
    const word = this.text.slice(this.at + 1, end);
    this.at = end + 1;
    return word;
  }

  private identifier(): string {
    const found = /^[\p{L}\p{Nd}._]*/u.exec(this.text.slice(this.at))![0];
    this.at += found.length;
    return found;
  }

  private word(word: string): boolean {
    this.blanks();
    const rest = this.text.slice(this.at);
    if (rest.startsWith(word) && !/^[\p{L}\p{Nd}._]/u.test(rest.slice(word.length))) {
      this.at += word.length;
      return true;
    }
    return false;
  }

  private sign(sign: string): boolean {
    this.blanks();
    if (this.text.startsWith(sign, this.at)) {
      this.at += sign.length;
      return true;
    }
    return false;
  }

  private expect(sign: string): void {
    if (!this.sign(sign)) {
      throw new Unreadable();
    }
  }

  private blanks(): void {
    while (/\s/.test(this.text[this.at] ?? '')) {
      this.at++;
    }
  }
}

const STRENGTH: Record<Node['kind'], number> = {
  logic: 0,
  not: 2,
  compare: 2,
  in: 2,
  binary: 3,
  negative: 5,
  hole: 6,
  name: 6,
  param: 6,
  number: 6,
  word: 6,
  set: 6,
  call: 6,
};

function strength(node: Node): number {
  if (node.kind === 'logic') {
    return node.op === 'or' ? 0 : 1;
  }
  return node.kind === 'binary' && (node.op === '*' || node.op === '/') ? 4 : STRENGTH[node.kind];
}

/** How a tree is written. */
export function print(node: Node): string {
  switch (node.kind) {
    case 'hole':
      return '?';
    case 'name':
      return node.name;
    case 'param':
      return `$${node.name}`;
    case 'number':
      return node.value;
    case 'word':
      return quote(node.value);
    case 'set':
      return `[${node.words.map((word) => (/^[\p{L}_][\p{L}\p{Nd}._]*$/u.test(word) ? word : quote(word))).join(', ')}]`;
    case 'binary':
      return `${within(node.left, strength(node))} ${node.op} ${within(node.right, strength(node) + 1)}`;
    case 'negative':
      return `-${within(node.of, 5)}`;
    case 'compare':
      return `${within(node.left, 3)} ${node.op} ${within(node.right, 3)}`;
    case 'in':
      return `${within(node.left, 3)} ${node.negated ? 'not in' : 'in'} ${within(node.right, 3)}`;
    case 'logic':
      return node.parts.map((part) => within(part, strength(node) + 1)).join(` ${node.op} `);
    case 'not':
      return `not ${within(node.of, 2)}`;
    case 'call':
      return `${node.name}(${node.args.map(print).join(', ')})`;
  }
}

function within(node: Node, least: number): string {
  return strength(node) >= least ? print(node) : `(${print(node)})`;
}

function quote(word: string): string {
  return word.includes("'") ? `"${word}"` : `'${word}'`;
}
