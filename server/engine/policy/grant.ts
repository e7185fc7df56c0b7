import type { Unknown } from '../../model/value.ts';
import { type Truth, allOf, anyOf, not } from '../truth.ts';
import { mentions, narrows, refusesOthers } from './condition.ts';
import type { PolicyDocument } from './document.ts';
import { type Pattern, hole, holesOf, isStar, markedText, mayBeWild, overlaps, subsumes } from './pattern.ts';
import { coversPrincipals, speaksOfEveryone } from './principal.ts';
import { type Statement, coversAll, coversSome, holesIn } from './statement.ts';

/** How wide `Resource` must be: `*`, everything of a kind, or whatever. */
export type Width = 'any' | 'kind' | 'all';

/** What is asked of an Allow. */
export interface Question {
  /** Actions of which one must be granted; empty for any. */
  readonly actions: readonly Pattern[];
  readonly width: Width;
  /** A further test of the resource. */
  readonly resource?: ((resource: Pattern) => Truth) | undefined;
  /** Condition keys that excuse a statement, `any` for whatever condition; empty for none. */
  readonly unless: 'any' | readonly string[];
  /** Whether the grant is to everyone, so that a Deny for all others takes it back. */
  readonly toEveryone?: boolean | undefined;
}

/** One way in which a statement grants something. */
export interface Grant {
  readonly truth: Truth;
  readonly action?: Pattern | undefined;
  readonly resource?: Pattern | undefined;
}

/** What a statement that allows would grant, judged pair by pair, less what is denied; one that grants most certainly first. */
export function grantOf(statement: Statement, document: PolicyDocument, question: Question): Grant {
  const outer = allOf([effectTruth(statement, 'Allow'), not(isExcused(statement, question.unless))]);
  if (outer === false) return { truth: false };
  let best: Grant = { truth: openTruth(statement) };
  const actions = actionsOf(statement, question);
  const resources = actions.length === 0 ? [] : resourcesOf(statement, question);
  for (const action of actions) {
    for (const resource of resources) {
      const inner = allOf([outer, action.truth, resource.truth]);
      if (inner === false) continue;
      const truth = allOf([
        inner,
        not(isDenied(statement, document, action.target, resource.pattern, question.toEveryone === true)),
      ]);
      if (truth === true) return { truth, action: action.pattern, resource: resource.pattern };
      if (truth === undefined && !best.action)
        best = { truth, action: action.pattern, resource: resource.pattern };
    }
  }
  return best;
}

/** Unknown while the statement may grant more than it shows. */
function openTruth({ actions, resources, gaps }: Statement): Truth {
  const more =
    (actions?.open && !actions.negated) ||
    (resources?.open && !resources.negated) ||
    (gaps.length > 0 && (!actions || !resources));
  return more ? undefined : false;
}

export function effectTruth({ effect }: Statement, wanted: 'Allow' | 'Deny'): Truth {
  return effect === undefined ? undefined : effect === wanted;
}

export function isExcused({ conditions }: Statement, unless: Question['unless']): Truth {
  return unless === 'any' ? conditions.present : unless.length === 0 ? false : mentions(conditions, unless);
}

interface Candidate {
  readonly truth: Truth;
  readonly pattern: Pattern;
  /** What a Deny has to cover to take it back. */
  readonly target: Pattern;
}

const everything = '*';

/** The actions of a statement that may grant one of those asked for. */
function actionsOf({ actions, at, under }: Statement, question: Question): Candidate[] {
  if (!actions && question.actions.length > 0) return [];
  const whole: Pattern = { parts: [everything], at: actions?.at ?? at, under };
  const patterns = !actions || actions.negated ? [whole] : actions.patterns;
  if (!actions || question.actions.length === 0)
    return patterns.map((pattern) => ({ truth: true, pattern, target: pattern }));
  return patterns.flatMap((pattern) =>
    question.actions.flatMap((asked) => {
      const truth = actions.negated ? coversSome(actions, asked, true) : overlaps(pattern, asked, true);
      if (truth === false) return [];
      const target = subsumes(pattern, asked, true) === true ? asked : pattern;
      return {
        truth,
        pattern: actions.negated ? { ...pattern, at: actions.at } : pattern,
        target: { ...target, at },
      };
    }),
  );
}

function resourcesOf(
  { resources, at, under }: Statement,
  question: Question,
): { truth: Truth; pattern: Pattern | undefined }[] {
  if (!resources) return [{ truth: question.width === 'any' && !question.resource, pattern: undefined }];
  if (resources.negated)
    return [{ truth: question.resource ? undefined : true, pattern: { parts: [everything], at, under } }];
  return resources.patterns.map((pattern) => ({
    truth: allOf([
      isAsWideAs(pattern, question.width),
      question.resource ? question.resource(pattern) : true,
    ]),
    pattern,
  }));
}

const wholeKind = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(?:[\w-]+[/:])?\*+$/;

function isAsWideAs(resource: Pattern, width: Width): Truth {
  if (width === 'any') return true;
  const star = isStar(resource);
  if (star === true || width === 'all') return star;
  const text = markedText(resource);
  if (wholeKind.test(text)) return true;
  const [first] = holesOf(resource);
  return text.startsWith(hole) && first && mayBeWild(first) ? undefined : star;
}

/** Whether a Deny takes the grant back. Statements that cannot be read take nothing back: they are judged where they are. */
function isDenied(
  allow: Statement,
  document: PolicyDocument,
  action: Pattern,
  resource: Pattern | undefined,
  toEveryone: boolean,
): Truth {
  const truths = document.statements.map((deny): Truth => {
    if (deny.effect === 'Allow' || deny === allow) return false;
    const covered = allOf([
      effectTruth(deny, 'Deny'),
      deny.actions ? coversAll(deny.actions, action, true) : false,
      resource ? (deny.resources ? coversAll(deny.resources, resource, false) : false) : true,
    ]);
    if (covered === false) return false;
    return allOf([covered, toEveryone ? refusesEveryone(deny) : refuses(deny, allow)]);
  });
  return anyOf(truths);
}

function refuses(deny: Statement, allow: Statement): Truth {
  return allOf([not(deny.conditions.present), coversPrincipals(deny.principals, allow.principals)]);
}

/** Whether a Deny turns away everyone who is not named: by its conditions, or by leaving people out with `NotPrincipal`. */
function refusesEveryone(deny: Statement): Truth {
  if (!deny.principals) return false;
  const whom = deny.principals.negated
    ? deny.principals.principals.length > 0
    : speaksOfEveryone(deny.principals);
  return allOf([whom, refusesOthers(deny.conditions)]);
}

/** Whether a statement is open to everyone, and by which principal. */
export function openness(
  statement: Statement,
  isOpen: (principals: NonNullable<Statement['principals']>) => Truth,
): Truth {
  const { principals, conditions } = statement;
  if (!principals) return statement.gaps.length > 0 ? undefined : false;
  return allOf([isOpen(principals), not(narrows(conditions))]);
}

/** The first thing in a statement that leaves an answer open. */
export function openIn(statement: Statement): Unknown | undefined {
  return holesIn(statement)[0];
}
