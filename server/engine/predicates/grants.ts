import { effectTruth, grantOf, isExcused } from '../policy/grant.ts';
import { type Pattern, textOf } from '../policy/pattern.ts';
import { type Principal, isNoneOf, isOwnRoot, writtenAccount } from '../policy/principal.ts';
import { type Statement, breadthOf, coversSome } from '../policy/statement.ts';
import type { Reading } from '../reading.ts';
import { type Truth, allOf, anyOf, not } from '../truth.ts';
import { questionOf } from './allows.ts';
import {
  type StatementVerdict,
  no,
  patternsGiven,
  placeOf,
  someStatement,
  textsOf,
} from './policyVerdict.ts';
import type { Predicate } from './predicate.ts';

/** The first principal of an Allow for which the test is true, else one for which it is unknown. */
export function somePrincipal(
  statement: Statement,
  outer: Truth,
  test: (principal: Principal) => Truth,
): StatementVerdict {
  const { principals } = statement;
  const allowed = allOf([effectTruth(statement, 'Allow'), outer]);
  if (allowed === false) return no;
  if (!principals) return { truth: statement.gaps.length > 0 ? undefined : false };
  if (principals.negated) return no;
  let verdict: StatementVerdict = { truth: principals.open ? undefined : false };
  for (const principal of principals.principals) {
    const truth = allOf([allowed, test(principal)]);
    if (truth === true) return { truth, evidence: placeOf(principal) };
    if (truth === undefined) verdict = { truth };
  }
  return verdict;
}

/** Whether `Action` is `*` or a whole service, and where. */
function broadAction({ actions }: Statement): { truth: Truth; action?: Pattern } {
  if (!actions || actions.negated) return { truth: false };
  const breadths = actions.patterns.map(breadthOf);
  const index = breadths.findIndex((breadth) => breadth === 'all' || breadth === 'service');
  const action = actions.patterns[index];
  return action
    ? { truth: true, action }
    : { truth: actions.open || breadths.includes(undefined) ? undefined : false };
}

export const grantsAllActions: Predicate = (reading, given, context) => {
  const unless = given['unlessCondition'] === 'any' ? 'any' : textsOf(given['unlessCondition']);
  const own = textsOf(given['ownAccounts']);
  return someStatement(reading, context, (statement) => {
    const { truth, action } = broadAction(statement);
    const verdict = somePrincipal(statement, allOf([truth, not(isExcused(statement, unless))]), (principal) =>
      not(anyOf([isOwnRoot(principal), own.includes(writtenAccount(principal, true) ?? '')])),
    );
    return { ...verdict, evidence: placeOf(action) };
  });
};

export const grantsOtherAccountAllActions: Predicate = (reading, given, context) => {
  const own = textsOf(given['ownAccounts']);
  return someStatement(reading, context, (statement) =>
    somePrincipal(
      statement,
      allOf([broadAction(statement).truth, not(statement.conditions.present)]),
      (principal) => isForeign(principal, true, own),
    ),
  );
};

export const grantsToWrittenAccount: Predicate = (reading, given, context) => {
  const unless = given['unlessCondition'] === 'any' ? 'any' : textsOf(given['unlessCondition']);
  return someStatement(reading, context, (statement) =>
    somePrincipal(statement, not(isExcused(statement, unless)), (principal) =>
      isForeign(principal, given['whole'] === true, textsOf(given['ownAccounts'])),
    ),
  );
};

/** Whether the principal is an account written in digits that is not one of ours. */
export function isForeign(principal: Principal, whole: boolean, own: readonly string[]): Truth {
  const account = writtenAccount(principal, whole);
  if (account !== undefined) return !own.includes(account);
  return principal.kind === 'unknown' && principal.parts.length === 1 ? undefined : false;
}

export const grantsToService: Predicate = (reading, given, context) => {
  const services = textsOf(given['services']);
  return someStatement(reading, context, (statement, document) => {
    const { truth } = grantOf(statement, document, questionOf({ actions: given['actions'] }, reading));
    return somePrincipal(statement, truth, (principal) =>
      principal.kind === 'unknown'
        ? undefined
        : principal.kind === 'Service' && isServiceOf(principal, services),
    );
  });
};

function isServiceOf(principal: Principal, services: readonly string[]): Truth {
  return not(isNoneOf(principal, services));
}

/** Services that act without telling for which resource. */
const sendNoSource = [
  'logdelivery.elasticloadbalancing.amazonaws.com',
  'elasticloadbalancing.amazonaws.com',
  'lex.amazonaws.com',
  'cognito-idp.amazonaws.com',
];

const sourceKeys = [
  'aws:SourceArn',
  'aws:SourceAccount',
  'aws:SourceOwner',
  'aws:SourceOrgID',
  'aws:SourceOrgPaths',
  'aws:PrincipalOrgID',
  'aws:Referer',
  'kms:EncryptionContext*',
  'kms:CallerAccount',
];

export const grantsToServiceFreely: Predicate = (reading, given, context) => {
  const except = [...sendNoSource, ...textsOf(given['exceptServices'])];
  return someStatement(reading, context, (statement) =>
    somePrincipal(statement, not(isExcused(statement, sourceKeys)), (principal) =>
      principal.kind === 'unknown' ? undefined : principal.kind === 'Service' && isNoneOf(principal, except),
    ),
  );
};

const administration = ['kms:PutKeyPolicy', 'kms:ScheduleKeyDeletion', 'kms:DisableKey'];
const use = ['kms:Decrypt', 'kms:Encrypt', 'kms:ReEncryptFrom', 'kms:GenerateDataKey'];

export const mixesKeyDuties: Predicate = (reading, _, context) =>
  someStatement(reading, context, (statement) => {
    const duties = [administration, use].map((actions) => coversAny(statement, actions, reading));
    const excused = isExcused(statement, ['kms:ViaService', 'kms:CallerAccount']);
    return somePrincipal(statement, allOf([...duties, not(excused)]), isNamedIdentity);
  });

function coversAny({ actions }: Statement, names: readonly string[], reading: Reading): Truth {
  return actions
    ? anyOf(patternsGiven(names, reading).map((name) => coversSome(actions, name, true)))
    : false;
}

/** Whether the principal is a user or role, not an account, a service or everyone. */
function isNamedIdentity(principal: Principal): Truth {
  if (principal.kind !== 'AWS') return principal.kind === 'unknown' ? undefined : false;
  const text = textOf(principal);
  if (text !== undefined) return /:(?:user|role|assumed-role)\//.test(text);
  if (principal.parts.some((part) => typeof part === 'string' && /:(?:user|role|assumed-role)\//.test(part)))
    return true;
  if (
    principal.parts.some(
      (part) => typeof part !== 'string' && part.reference !== undefined && principal.parts.length === 1,
    )
  )
    return true;
  return principal.parts.some((part) => typeof part === 'string' && part.endsWith(':root'))
    ? false
    : undefined;
}
