import { mentions } from '../policy/condition.ts';
import { escalations } from '../policy/escalation.ts';
import {
  type Grant,
  type Question,
  type Width,
  effectTruth,
  grantOf,
  isExcused,
  openness,
} from '../policy/grant.ts';
import { type Pattern, hole, holesOf, isStar, markedText, mayBeWild, textOf } from '../policy/pattern.ts';
import { isEveryone, speaksOfEveryone } from '../policy/principal.ts';
import { type Statement, breadthOf } from '../policy/statement.ts';
import type { Reading } from '../reading.ts';
import { type Truth, allOf, anyOf, not } from '../truth.ts';
import {
  type StatementVerdict,
  no,
  patternsGiven,
  placeOf,
  remembered,
  someStatement,
  textsOf,
} from './policyVerdict.ts';
import type { Predicate, PredicateContext } from './predicate.ts';

type Given = Readonly<Record<string, unknown>>;

/** Reads the arguments that many predicates take. */
export function questionOf(given: Given, reading: Reading, width: Width = 'any'): Question {
  const { resource, unlessCondition } = given;
  return {
    actions: patternsGiven(given['actions'], reading),
    width: resource === 'all' || resource === 'kind' || resource === 'any' ? resource : width,
    unless: unlessCondition === 'any' ? 'any' : textsOf(unlessCondition),
  };
}

function ofGrant({ truth, action }: Grant): StatementVerdict {
  return { truth, evidence: placeOf(action) };
}

export const allowsAnyone: Predicate = (reading, given, context) =>
  someStatement(reading, context, (statement, document) => {
    const whatever = given['whateverConditions'] === true;
    const open = whatever ? isForEveryone(statement) : openness(statement, speaksOfEveryone);
    if (open === false) return no;
    const { truth } = grantOf(statement, document, { ...questionOf(given, reading), toEveryone: !whatever });
    const principals = statement.principals;
    const everyone =
      principals?.principals.find((principal) => isEveryone(principal) === true) ??
      principals?.principals.find((principal) => isStar(principal) === true);
    return { truth: allOf([open, truth]), evidence: placeOf(everyone) };
  });

/** Whether the principal is an asterisk, of whatever kind. */
function isForEveryone({ principals, gaps }: Statement): Truth {
  if (principals?.negated) return false;
  if (principals) return anyOf([speaksOfEveryone(principals), ...principals.principals.map(isStar)]);
  return gaps.length > 0 ? undefined : false;
}

/** An Allow one of whose actions is as broad as wanted. */
function allowsBreadth(
  given: Given,
  reading: Reading,
  context: PredicateContext,
  width: Width,
  wanted: (action: Pattern) => boolean | undefined,
): ReturnType<Predicate> {
  return someStatement(reading, context, (statement, document) => {
    const { actions } = statement;
    if (!actions || actions.negated) return no;
    const verdicts = actions.patterns.map((action): StatementVerdict => {
      const broad = wanted(action);
      if (broad === false) return no;
      const only: Statement = { ...statement, actions: { ...actions, patterns: [action], open: undefined } };
      const { truth } = grantOf(only, document, questionOf({ ...given, actions: undefined }, reading, width));
      return { truth: allOf([broad, truth]), evidence: placeOf(action) };
    });
    if (actions.open) verdicts.push({ truth: undefined });
    return (
      verdicts.find(({ truth }) => truth === true) ?? verdicts.find(({ truth }) => truth === undefined) ?? no
    );
  });
}

function isWholly(action: Pattern): boolean | undefined {
  const breadth = breadthOf(action);
  return breadth === undefined ? undefined : breadth === 'all';
}

export const allowsAllActions: Predicate = (reading, given, context) =>
  allowsBreadth(given, reading, context, 'any', isWholly);

export const allowsFullAdmin: Predicate = (reading, given, context) =>
  allowsBreadth({ ...given, resource: 'all' }, reading, context, 'all', isWholly);

export const allowsServiceWildcard: Predicate = (reading, given, context) => {
  const services = textsOf(given['services']);
  const except = textsOf(given['exceptServices']);
  return allowsBreadth(given, reading, context, 'all', (action) => {
    const breadth = breadthOf(action);
    if (breadth !== 'service') return breadth === undefined ? undefined : false;
    const service = textOf(action)?.split(':')[0]?.toLowerCase() ?? '';
    return (services.length === 0 || services.includes(service)) && !except.includes(service);
  });
};

export const allowsAction: Predicate = (reading, given, context) => {
  const types = textsOf(given['resourceTypes']);
  if (types.length === 0) return allowsActionAnywhere(reading, given, context);
  const resource = (pattern: Pattern): boolean | undefined => namesType(pattern, types, context);
  return someStatement(reading, context, (statement, document) =>
    ofGrant(grantOf(statement, document, { ...questionOf(given, reading), resource })),
  );
};

const allowsActionAnywhere = remembered((reading, given, context) =>
  someStatement(reading, context, (statement, document) =>
    ofGrant(grantOf(statement, document, questionOf(given, reading))),
  ),
);

/** Whether a resource of one of the types is named; what cannot be resolved may name one. */
function namesType(
  pattern: Pattern,
  types: readonly string[],
  context: PredicateContext,
): boolean | undefined {
  const holes = holesOf(pattern);
  const named = holes.map(({ reference }) => reference && context.byId(reference.id)?.type);
  if (named.some((type) => type !== undefined && types.includes(type))) return true;
  return holes.some(({ reference, cause }) => !reference && cause.kind !== 'pseudo-parameter')
    ? undefined
    : false;
}

/** Whether roles, users, groups or policies may be meant; a wildcard does not reach over a colon. */
function isIdentity(resource: Pattern): Truth {
  const text = markedText(resource);
  return text.startsWith(hole) ? undefined : /^(?:\*|arn:[^:]*:(?:iam|\*):)/.test(text);
}

const passKeys = ['iam:PassedToService', 'iam:AssociatedResourceArn'];

export const passesRoleFreely: Predicate = (reading, _, context) =>
  someStatement(reading, context, (statement, document) => {
    const question: Question = {
      actions: patternsGiven('iam:PassRole', reading),
      width: 'kind',
      resource: isIdentity,
      unless: passKeys,
    };
    const { truth, resource } = grantOf(statement, document, question);
    return { truth, evidence: placeOf(resource) };
  });

export const allowsEscalation: Predicate = (reading, _, context) => {
  let best: ReturnType<Predicate> = { truth: false, evidence: [] };
  for (const steps of escalations) {
    const results = steps.map(({ actions, width }) =>
      someStatement(reading, context, (statement, document) =>
        ofGrant(
          grantOf(statement, document, {
            actions: patternsGiven(actions, reading),
            width,
            resource: width === 'any' ? undefined : isIdentity,
            unless: ['iam:PermissionsBoundary', 'iam:PassedToService', 'iam:PolicyARN'],
          }),
        ),
      ),
    );
    const truth = allOf(results.map((result) => result.truth));
    if (truth === true) return { truth, evidence: results[0]?.evidence.slice(0, 1) ?? [] };
    if (truth === undefined && best.truth === false)
      best = { truth, evidence: results.find((result) => result.truth === undefined)?.evidence ?? [] };
  }
  return best;
};

export const allowsNotAction: Predicate = (reading, given, context) =>
  someStatement(reading, context, (statement) => negatedIn(statement, statement.actions, given));

export const allowsNotResource: Predicate = (reading, given, context) =>
  someStatement(reading, context, (statement) => negatedIn(statement, statement.resources, given));

export const allowsNotPrincipal: Predicate = (reading, given, context) =>
  someStatement(reading, context, (statement) => negatedIn(statement, statement.principals, given));

function negatedIn(
  statement: Statement,
  clause: Statement['actions'] | Statement['principals'],
  given: Given,
): StatementVerdict {
  const hidden = !clause && statement.gaps.length > 0;
  const unless = given['unlessCondition'] === 'any' ? 'any' : textsOf(given['unlessCondition']);
  const there = hidden ? undefined : clause?.negated === true;
  return {
    truth: allOf([effectTruth(statement, 'Allow'), there, not(isExcused(statement, unless))]),
    evidence: clause && { at: clause.at, under: statement.under },
  };
}

/** Whether an Allow names an action or a resource with a wildcard in it. */
export const allowsWildcard: Predicate = (reading, given, context) => {
  const unless = given['unlessCondition'] === 'any' ? 'any' : textsOf(given['unlessCondition']);
  return someStatement(reading, context, (statement) => {
    const clause = given['in'] === 'resources' ? statement.resources : statement.actions;
    const allowed = allOf([effectTruth(statement, 'Allow'), not(isExcused(statement, unless))]);
    if (allowed === false || clause?.negated) return no;
    if (!clause) return { truth: statement.gaps.length > 0 ? undefined : false };
    const verdicts = clause.patterns.map((pattern): StatementVerdict => ({
      truth: allOf([allowed, given['whole'] === true ? isStar(pattern) : hasWildcard(pattern)]),
      evidence: placeOf(pattern),
    }));
    if (clause.open) verdicts.push({ truth: undefined });
    return (
      verdicts.find(({ truth }) => truth === true) ?? verdicts.find(({ truth }) => truth === undefined) ?? no
    );
  });
};

function hasWildcard(pattern: Pattern): Truth {
  if (/[*?]/.test(markedText(pattern))) return true;
  return holesOf(pattern).some(mayBeWild) ? undefined : false;
}

/** Whether a statement, of whatever effect, has a condition on one of the keys. */
export const hasConditionOn: Predicate = (reading, given, context) => {
  const keys = textsOf(given['keys']);
  return someStatement(reading, context, ({ conditions }) => ({ truth: mentions(conditions, keys) }));
};

const actionForm = /^(?:\*+|[\w-]+:[\w*?]+)$/;

export const hasMalformedAction: Predicate = (reading, _, context) =>
  someStatement(reading, context, ({ actions }) => {
    const wrong = actions?.patterns.find(
      (action) => !actionForm.test(textOf(action) ?? '*') && textOf(action) !== '*:*',
    );
    if (wrong) return { truth: true, evidence: placeOf(wrong) };
    return {
      truth:
        actions?.open || actions?.patterns.some((action) => textOf(action) === undefined) ? undefined : false,
    };
  });
