import { type PolicyDocument, documentOf, isSettledDocument } from '../policy/document.ts';
import { openIn } from '../policy/grant.ts';
import { type Pattern, textOf, writtenPattern } from '../policy/pattern.ts';
import type { Statement } from '../policy/statement.ts';
import type { Reading } from '../reading.ts';
import type { Truth } from '../truth.ts';
import type { Predicate, PredicateContext, PredicateEvidence, PredicateResult } from './predicate.ts';

/** What is said of one statement, and where it shows. */
export interface StatementVerdict {
  readonly truth: Truth;
  readonly evidence?: PredicateEvidence | undefined;
}

export const no: StatementVerdict = { truth: false };

/** True when one statement is; the evidence is every such place. Unknown while one is, or while there may be more statements. */
export function someStatement(
  reading: Reading,
  context: PredicateContext,
  judge: (statement: Statement, document: PolicyDocument) => StatementVerdict,
): PredicateResult {
  const document = documentIn(reading, context);
  const open: PredicateEvidence[] = document.gaps.map((gap) => ({ at: gap.at, unknown: gap }));
  const found: PredicateEvidence[] = [];
  for (const statement of document.statements) {
    const { truth, evidence } = judge(statement, document);
    if (truth === true) found.push(evidence ?? { at: statement.at, under: statement.under });
    else if (truth === undefined) open.push(openEvidence(statement));
  }
  if (found.length > 0) return { truth: true, evidence: found };
  return open.length > 0 ? { truth: undefined, evidence: open } : { truth: false, evidence: [] };
}

export function documentIn(reading: Reading, context: PredicateContext): PolicyDocument {
  return documentOf(reading.value, (value) => context.settle(value));
}

function openEvidence(statement: Statement): PredicateEvidence {
  const unknown = openIn(statement);
  return { at: unknown?.at ?? statement.at, unknown, under: statement.under };
}

/** A predicate that rests on nothing but the document: asked once for each document and each set of arguments. */
export function remembered(predicate: Predicate): Predicate {
  const results = new WeakMap<object, WeakMap<object, PredicateResult>>();
  return (reading, given, context) => {
    const { value } = reading;
    documentIn(reading, context);
    if (!isSettledDocument(value)) return predicate(reading, given, context);
    let known = results.get(value);
    if (!known) results.set(value, (known = new WeakMap()));
    const result = known.get(given) ?? predicate(reading, given, context);
    known.set(given, result);
    return result;
  };
}

/** The place of a pattern, with its text when that is known. */
export function placeOf(pattern: Pattern | undefined): PredicateEvidence | undefined {
  return pattern && { at: pattern.at, under: pattern.under, text: textOf(pattern) };
}

/** The texts of an argument: a list, one text, or none. */
export function textsOf(given: unknown): readonly string[] {
  if (Array.isArray(given)) return given.map(String);
  if (typeof given === 'string') return [given];
  return typeof given === 'number' || typeof given === 'boolean' ? [String(given)] : [];
}

export function patternsGiven(given: unknown, reading: Reading): Pattern[] {
  return textsOf(given).map((text) => writtenPattern(text, reading.at));
}
