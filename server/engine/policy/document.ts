import type { Assumption } from '../../model/condition.ts';
import type { Unknown, Value } from '../../model/value.ts';
import { decodeJson } from '../decodeJson.ts';
import type { Settled } from '../reading.ts';
import { type Settle, gap } from './pattern.ts';
import { type Statement, statementOf } from './statement.ts';

export interface PolicyDocument {
  readonly statements: readonly Statement[];
  /** Where there may be statements that cannot be read. */
  readonly gaps: readonly Unknown[];
}

const empty: PolicyDocument = { statements: [], gaps: [] };

const read = new WeakMap<Settled, PolicyDocument>();

/**
 * Reads a policy in any of its forms; a list is taken for several documents. What is no policy has no statements.
 * A document without choices reads the same in every world, and is read once.
 */
export function documentOf(
  value: Settled,
  settle: Settle,
  under: readonly Assumption[] = [],
): PolicyDocument {
  if (under.length > 0) return readDocument(value, settle, under);
  const known = read.get(value);
  if (known) return known;
  let chosen = false;
  const watched: Settle = (inner) => {
    chosen ||= inner.kind === 'choice';
    return settle(inner);
  };
  const document = readDocument(value, watched, under);
  if (!chosen) read.set(value, document);
  return document;
}

/** True for a document that has been read and reads the same in every world. */
export function isSettledDocument(value: Settled): boolean {
  return read.has(value);
}

function readDocument(value: Settled, settle: Settle, under: readonly Assumption[]): PolicyDocument {
  switch (value.kind) {
    case 'absent':
      return empty;
    case 'map': {
      const written = value.entries.get('Statement') ?? value.entries.get('statement');
      const inner = written ? statementsOf(written, settle, under) : empty;
      return value.open ? { ...inner, gaps: [...inner.gaps, gap(value.open, value.at)] } : inner;
    }
    case 'list': {
      const inner = value.items.map((item) => {
        const settled = settle(item);
        return readDocument(settled.value, settle, [...under, ...settled.under]);
      });
      return together(inner, value.open ? [gap(value.open, value.at)] : []);
    }
    default:
      return encodedDocument(value, settle, under);
  }
}

function encodedDocument(
  value: Exclude<Settled, { kind: 'absent' | 'map' | 'list' }>,
  settle: Settle,
  under: readonly Assumption[],
): PolicyDocument {
  if (value.decoded) {
    const settled = settle(value.decoded);
    return readDocument(settled.value, settle, [...under, ...settled.under]);
  }
  if (value.kind === 'unknown') return { statements: [], gaps: [value] };
  const head =
    value.kind === 'scalar' ? value.text : typeof value.parts[0] === 'string' ? value.parts[0] : '{';
  if (!/^\s*[[{]/.test(head)) return empty;
  const decoded = settle(decodeJson(value)).value;
  return decoded.kind === 'unknown'
    ? { statements: [], gaps: [decoded] }
    : readDocument(decoded, settle, under);
}

function statementsOf(value: Value, settle: Settle, under: readonly Assumption[]): PolicyDocument {
  const settled = settle(value);
  const here = [...under, ...settled.under];
  const held = settled.value;
  switch (held.kind) {
    case 'map':
      return { statements: [statementOf(held, settle, here)], gaps: [] };
    case 'list':
      return together(
        held.items.map((item) => statementsOf(item, settle, here)),
        held.open ? [gap(held.open, held.at)] : [],
      );
    case 'absent':
      return empty;
    default: {
      if (held.decoded) return statementsOf(held.decoded, settle, here);
      if (held.kind === 'unknown') return { statements: [], gaps: [held] };
      const decoded = decodeJson(held);
      return decoded.kind === 'unknown'
        ? { statements: [], gaps: [decoded] }
        : statementsOf(decoded, settle, here);
    }
  }
}

function together(documents: readonly PolicyDocument[], gaps: readonly Unknown[]): PolicyDocument {
  return {
    statements: documents.flatMap(({ statements }) => statements),
    gaps: [...documents.flatMap((document) => document.gaps), ...gaps],
  };
}
