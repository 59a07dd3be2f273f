/** A refusal of SRU, by its number in `info:srw/diagnostic/1/`. */
export class SruDiagnostic extends Error {
  override readonly name = 'SruDiagnostic';

  constructor(
    readonly number: number,
    message: string,
    readonly details: string = '',
  ) {
    super(message);
  }
}

export const INDEXES = ['anywhere', 'title', 'creator', 'subject', 'date', 'identifier'] as const;
type Index = (typeof INDEXES)[number];
export const RELATIONS = [
  '=',
  'all',
  'any',
  'adj',
  '==',
  '<>',
  '<',
  '<=',
  '>',
  '>=',
  'within',
] as const;
type Relation = (typeof RELATIONS)[number];

/** One condition on an index, or two of them joined. */
export type Cql =
  | { readonly index: Index; readonly relation: Relation; readonly term: string }
  | { readonly operator: 'and' | 'or' | 'not'; readonly left: Cql; readonly right: Cql }
  | 'everything';

export interface SortKey {
  readonly index: 'title' | 'date';
  readonly descending: boolean;
}

interface Token {
  readonly text: string;
  readonly quoted: boolean;
}

const TOKEN = /\s*(?:"((?:[^"\\]|\\.)*)"|(<=|>=|<>|==|[()=<>/])|([^\s()=<>/"]+))/suy;
const MOST_CONDITIONS = 30;
/** Names in the query, with the context sets that they may come from. */
const NAMES: Readonly<Record<string, Index>> = {
  'cql.serverchoice': 'anywhere',
  'cql.anywhere': 'anywhere',
  'cql.allindexes': 'anywhere',
  'cql.keywords': 'anywhere',
  'rec.identifier': 'identifier',
  ...Object.fromEntries(
    (['title', 'creator', 'subject', 'date', 'identifier'] as const).flatMap((name) => [
      [name, name],
      [`dc.${name}`, name],
    ]),
  ),
};

const syntax = (what: string) => new SruDiagnostic(10, 'Query syntax error', what);

/** Reads a query of CQL 1.2; throws the {@link SruDiagnostic} that says what is not understood here. */
export function readCql(query: string): { where: Cql; sortBy: readonly SortKey[] } {
  const reader = new Reader(tokensOf(query));
  const where = reader.query();
  return { where, sortBy: reader.sortBy() };
}

function tokensOf(query: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < query.trimEnd().length) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(query);
    if (match === null) {
      throw syntax(query.slice(at, at + 40));
    }
    const [, quoted, sign, word] = match;
    tokens.push({ text: quoted ?? sign ?? word ?? '', quoted: quoted !== undefined });
  }
  return tokens;
}

class Reader {
  private at = 0;
  private conditions = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  /** Operators have one precedence and are read from the left, as CQL says. */
  query(): Cql {
    let left = this.clause();
    for (;;) {
      const operator = this.word();
      if (operator === 'prox') {
        throw new SruDiagnostic(37, 'Unsupported boolean operator', 'prox');
      }
      if (operator !== 'and' && operator !== 'or' && operator !== 'not') {
        return left;
      }
      this.at += 1;
      if (this.sign() === '/') {
        throw new SruDiagnostic(46, 'Unsupported boolean modifier');
      }
      left = { operator, left, right: this.clause() };
    }
  }

  sortBy(): SortKey[] {
    const keys: SortKey[] = [];
    if (this.word() === 'sortby') {
      this.at += 1;
      do {
        const index = this.index(this.next().text);
        if (index !== 'title' && index !== 'date') {
          throw new SruDiagnostic(16, 'Unsupported index', `sorting by ${index}`);
        }
        keys.push({ index, descending: this.modifiers().includes('descending') });
      } while (this.at < this.tokens.length);
    }
    if (this.at < this.tokens.length) {
      throw syntax(this.tokens[this.at]?.text ?? '');
    }
    return keys;
  }

  private clause(): Cql {
    if (this.sign() === '(') {
      this.at += 1;
      const inner = this.query();
      if (this.sign() !== ')') {
        throw syntax('a bracket is not closed');
      }
      this.at += 1;
      return inner;
    }
    this.conditions += 1;
    if (this.conditions > MOST_CONDITIONS) {
      throw new SruDiagnostic(38, 'Too many boolean operators in query', String(MOST_CONDITIONS));
    }
    const first = this.operand();
    const relation = this.relation();
    if (relation === undefined) {
      return { index: 'anywhere', relation: '=', term: termOf(first) };
    }
    if (this.modifiers().length > 0) {
      throw new SruDiagnostic(20, 'Unsupported relation modifier');
    }
    const term = termOf(this.operand());
    return first.text.toLowerCase() === 'cql.allrecords'
      ? 'everything'
      : { index: this.index(first.text), relation, term };
  }

  private relation(): Relation | undefined {
    const written = this.sign() ?? this.word();
    const name = written
      ?.replace(/^cql\./, '')
      .replace(/^exact$/, '==')
      .replace(/^scr$/, '=');
    const relation = RELATIONS.find((known) => known === name);
    if (relation !== undefined) {
      this.at += 1;
    } else if (written !== undefined && ['encloses'].includes(written)) {
      throw new SruDiagnostic(19, 'Unsupported relation', written);
    }
    return relation;
  }

  private modifiers(): string[] {
    const modifiers: string[] = [];
    while (this.sign() === '/') {
      this.at += 1;
      modifiers.push(
        this.next()
          .text.toLowerCase()
          .replace(/^sort\./, ''),
      );
    }
    return modifiers;
  }

  private index(name: string): Index {
    const index = NAMES[name.toLowerCase()];
    if (index === undefined) {
      throw new SruDiagnostic(16, 'Unsupported index', name);
    }
    return index;
  }

  private operand(): Token {
    const token = this.next();
    if (!token.quoted && /^[()=<>/]/.test(token.text)) {
      throw syntax(token.text);
    }
    return token;
  }

  private next(): Token {
    const token = this.tokens[this.at];
    if (token === undefined) {
      throw syntax('the query ends too early');
    }
    this.at += 1;
    return token;
  }

  /** The next token if it is a sign; quoted, it would be a term. */
  private sign(): string | undefined {
    const token = this.tokens[this.at];
    return token?.quoted === false && /^[()=<>/]/.test(token.text) ? token.text : undefined;
  }

  private word(): string | undefined {
    const token = this.tokens[this.at];
    return token?.quoted === false ? token.text.toLowerCase() : undefined;
  }
}

function termOf({ text }: Token): string {
  const term = text.replaceAll(/\\(.)/gsu, '$1');
  if (/[?^]/.test(text) || /\*./s.test(text.replaceAll(/\*(?=\s)/g, ''))) {
    throw new SruDiagnostic(28, 'Masking character not supported', 'only * at the end of a word');
  }
  return term;
}
