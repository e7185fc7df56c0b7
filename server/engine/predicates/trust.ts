import { entriesOn } from '../policy/condition.ts';
import { effectTruth, grantOf, isExcused, openness } from '../policy/grant.ts';
import { type Pattern, hole, isStar, markedText, textOf } from '../policy/pattern.ts';
import { type Principal, type Principals, isOwnRoot, speaksOfEveryone } from '../policy/principal.ts';
import { type Statement, breadthOf } from '../policy/statement.ts';
import { type Truth, allOf, anyOf, not } from '../truth.ts';
import { isForeign, somePrincipal } from './grants.ts';
import { patternsGiven, placeOf, someStatement, textsOf } from './policyVerdict.ts';
import type { Predicate, PredicateContext } from './predicate.ts';

export const trustsAnyone: Predicate = (reading, _, context) =>
  someStatement(reading, context, (statement, document) => {
    const open = openness(statement, isOpen);
    if (open === false) return { truth: false };
    const { truth } = grantOf(statement, document, {
      actions: [],
      width: 'any',
      unless: [],
      toEveryone: true,
    });
    const { principals } = statement;
    const star = principals?.principals.find((principal) => isStar(principal) === true);
    return {
      truth: allOf([open, truth]),
      evidence: placeOf(star) ?? (principals && { at: principals.at, under: statement.under }),
    };
  });

function isOpen(principals: Principals): Truth {
  if (principals.negated) return true;
  return anyOf([speaksOfEveryone(principals), ...principals.principals.map(isStar)]);
}

/** Conditions that bind an account that is trusted from outside. */
const bindingKeys = [
  'sts:ExternalId',
  'sts:RoleSessionName',
  'aws:PrincipalOrgID',
  'aws:PrincipalOrgPaths',
  'aws:PrincipalArn',
  'aws:PrincipalTag/*',
  'aws:SourceArn',
  'aws:SourceAccount',
  'aws:MultiFactorAuth*',
];

export const trustsOtherAccountFreely: Predicate = (reading, given, context) => {
  const own = textsOf(given['ownAccounts']);
  return someStatement(reading, context, (statement, document) => {
    const { truth } = grantOf(statement, document, {
      actions: patternsGiven('sts:AssumeRole', reading),
      width: 'any',
      unless: bindingKeys,
    });
    return somePrincipal(statement, truth, (principal) => isForeign(principal, false, own));
  });
};

const humanKeys = [
  'sts:ExternalId',
  'aws:MultiFactorAuth*',
  'aws:PrincipalArn',
  'aws:PrincipalTag/*',
  'aws:SourceIp',
  'aws:PrincipalOrg*',
];

export const trustsPeopleWithoutMfa: Predicate = (reading, _, context) =>
  someStatement(reading, context, (statement, document) => {
    const { truth } = grantOf(statement, document, {
      actions: patternsGiven('sts:AssumeRole', reading),
      width: 'any',
      unless: humanKeys,
    });
    return somePrincipal(statement, truth, (principal) =>
      anyOf([isUser(principal, context), isOwnRoot(principal)]),
    );
  });

function isUser(principal: Principal, context: PredicateContext): Truth {
  if (principal.kind !== 'AWS') return principal.kind === 'unknown' ? undefined : false;
  if (/^arn:[^:]*:iam::[^:]*:user\//.test(markedText(principal))) return true;
  const [only, ...rest] = principal.parts;
  if (rest.length > 0 || typeof only !== 'object') return false;
  const type = only.reference && context.byId(only.reference.id)?.type;
  return type === undefined ? undefined : /^(AWS::IAM::User|aws_iam_user)$/.test(type);
}

const identityClaims =
  /:(?:repository|repository_id|repository_owner|repository_owner_id|job_workflow_ref|environment|project_path|namespace_path|organization_id|email|azp)$/;
const otherProviders = /^(?:cognito-identity\.amazonaws\.com|www\.amazon\.com|graph\.facebook\.com)$/;

export const trustsFederationFreely: Predicate = (reading, _, context) =>
  someStatement(reading, context, (statement, document) => {
    const { truth } = grantOf(statement, document, {
      actions: patternsGiven('sts:AssumeRoleWithWebIdentity', reading),
      width: 'any',
      unless: [],
    });
    return somePrincipal(statement, allOf([truth, not(isSubjectBound(statement))]), (principal) =>
      isOidcProvider(principal, context),
    );
  });

function isOidcProvider(principal: Principal, context: PredicateContext): Truth {
  if (principal.kind !== 'Federated') return principal.kind === 'unknown' ? undefined : false;
  const text = textOf(principal);
  if (text !== undefined)
    return text === 'accounts.google.com' || (text.includes(':oidc-provider/') && !otherProviders.test(text));
  if (markedText(principal).includes(':oidc-provider/')) return true;
  const [only] = principal.parts;
  const type = typeof only === 'object' && only.reference ? context.byId(only.reference.id)?.type : undefined;
  if (type === undefined)
    return markedText(principal).startsWith(hole)
      ? undefined
      : !markedText(principal).includes(':saml-provider/') && undefined;
  return /^(AWS::IAM::OIDCProvider|aws_iam_openid_connect_provider)$/.test(type);
}

/** Whether a condition says whose tokens are good. */
function isSubjectBound({ conditions }: Statement): Truth {
  const subjects = entriesOn(conditions, '*:sub').map(({ operator, lenient, values, open }): Truth => {
    if (lenient || operator === 'null') return false;
    if (!/^string(equals|equalsignorecase|like)$/.test(operator)) return undefined;
    return allOf([...values.map((value) => not(isAnySubject(value))), ...(open ? [undefined] : [])]);
  });
  const bound = anyOf(subjects);
  if (bound === true) return true;
  const unread = conditions.gaps.length > 0 || conditions.present === undefined;
  const other = conditions.entries.some(({ key }) => identityClaims.test(key) || key.endsWith(hole));
  return unread || other ? undefined : bound;
}

const anySubject = /^(?:\*.*|repo:[^/]*\*.*|system:serviceaccount:\*:\*)$/;

function isAnySubject(value: Pattern): Truth {
  const text = textOf(value);
  if (text !== undefined) return anySubject.test(text);
  const marked = markedText(value);
  return marked.startsWith(hole) ? isStar(value) : anySubject.test(marked);
}

const github = 'token.actions.githubusercontent.com';

/** Claims that only the named owner's workflows carry. */
const ownedSubject =
  /^(?:(?:repo|repository|job_workflow_ref|workflow_ref):[^*?/:]+\/.*|repository(?:_owner)?(?:_id)?:[^*?:]+(?::.*)?)$/;

/** Whether any workflow of GitHub may assume the role: no condition on the subject names an owner. */
export const trustsGithubFreely: Predicate = (reading, _, context) =>
  someStatement(reading, context, (statement) => {
    const bound = anyOf(
      entriesOn(statement.conditions, `${github}*:sub`).map(({ operator, lenient, values, open }): Truth => {
        if (lenient || !/^string(equals|equalsignorecase|like)$/.test(operator)) return false;
        return allOf([...values.map(isOwnedSubject), ...(open ? [undefined] : [])]);
      }),
    );
    const unread = statement.conditions.gaps.length > 0 || statement.conditions.present === undefined;
    return somePrincipal(statement, not(unread && !bound ? undefined : bound), isGithub);
  });

function isOwnedSubject(value: Pattern): Truth {
  const marked = markedText(value);
  if (ownedSubject.test(marked)) return true;
  return marked.includes(hole) && !/[*?]/.test(marked) ? undefined : false;
}

function isGithub(principal: Principal): Truth {
  if (principal.kind !== 'Federated') return principal.kind === 'unknown' ? undefined : false;
  const marked = markedText(principal);
  return marked.includes(hole) && !marked.includes(':saml-provider/')
    ? marked.includes(github) || undefined
    : marked.includes(`:oidc-provider/${github}`);
}

const cognito = 'cognito-identity.amazonaws.com';

function isCognito(principal: Principal): Truth {
  const text = textOf(principal);
  if (text === undefined)
    return principal.kind === 'Federated' || principal.kind === 'unknown' ? undefined : false;
  return principal.kind === 'Federated' && text === cognito;
}

export const trustsCognitoFreely: Predicate = (reading, _, context) =>
  someStatement(reading, context, (statement) =>
    somePrincipal(statement, not(isExcused(statement, [`${cognito}:aud`])), isCognito),
  );

export const trustsUnauthenticated: Predicate = (reading, _, context) =>
  someStatement(reading, context, (statement) => {
    const values = entriesOn(statement.conditions, `${cognito}:amr`).flatMap((entry) => entry.values);
    const value = values.find((candidate) => textOf(candidate)?.toLowerCase() === 'unauthenticated');
    const asked = value
      ? true
      : statement.conditions.gaps.length > 0 || values.some((candidate) => textOf(candidate) === undefined)
        ? undefined
        : false;
    return { truth: somePrincipal(statement, asked, isCognito).truth, evidence: placeOf(value) };
  });

export const trustsAllActions: Predicate = (reading, _, context) =>
  someStatement(reading, context, (statement) => {
    const { actions } = statement;
    const allowed = effectTruth(statement, 'Allow');
    if (actions?.negated) return { truth: allowed, evidence: { at: actions.at, under: statement.under } };
    const broad = actions?.patterns.find((action) => ['all', 'service'].includes(breadthOf(action) ?? ''));
    const open =
      actions?.open !== undefined || actions?.patterns.some((action) => breadthOf(action) === undefined);
    return { truth: allOf([allowed, broad ? true : open ? undefined : false]), evidence: placeOf(broad) };
  });
