import type { Assumption } from '../../model/condition.ts';
import type { Location } from '../../model/location.ts';
import type { Unknown, Value } from '../../model/value.ts';
import { type Truth, allOf, anyOf, not } from '../truth.ts';
import {
  type Pattern,
  type Settle,
  gap,
  holesOf,
  isStar,
  markedText,
  patternsOf,
  subsumes,
} from './pattern.ts';

/** Who a statement speaks of; `unknown` when not even the kind can be told. */
export interface Principal extends Pattern {
  readonly kind: 'AWS' | 'Service' | 'Federated' | 'CanonicalUser' | 'unknown';
}

export interface Principals {
  readonly negated: boolean;
  readonly principals: readonly Principal[];
  readonly open?: Unknown | undefined;
  readonly at: Location;
}

const kinds = ['AWS', 'Service', 'Federated', 'CanonicalUser'] as const;

/** `undefined` when the element is not there. */
export function principalsOf(
  value: Value | undefined,
  negated: boolean,
  settle: Settle,
  under: readonly Assumption[],
): Principals | undefined {
  if (!value) return undefined;
  const settled = settle(value);
  const here = [...under, ...settled.under];
  const held = settled.value;
  switch (held.kind) {
    case 'absent':
      return undefined;
    case 'map':
      return {
        negated,
        at: held.at,
        ...(held.entries.has('identifiers')
          ? block(held.entries, settle, here)
          : byKind(held.entries, held.open && gap(held.open, held.at), settle, here)),
      };
    case 'list': {
      const inner = held.items
        .map((item) => principalsOf(item, negated, settle, here))
        .filter((item) => item !== undefined);
      const open = held.open ? gap(held.open, held.at) : inner.find((item) => item.open)?.open;
      return { negated, at: held.at, principals: inner.flatMap(({ principals }) => principals), open };
    }
    default: {
      const { patterns } = patternsOf(held, settle, here);
      return {
        negated,
        at: held.at,
        principals: patterns.map((pattern) => ({
          ...pattern,
          kind: held.kind === 'unknown' ? 'unknown' : 'AWS',
        })),
      };
    }
  }
}

function byKind(
  entries: ReadonlyMap<string, Value>,
  open: Unknown | undefined,
  settle: Settle,
  under: readonly Assumption[],
): Pick<Principals, 'principals' | 'open'> {
  const principals: Principal[] = [];
  for (const [name, value] of entries) {
    const kind = kinds.find((known) => known === name) ?? (name === '*' ? 'AWS' : undefined);
    if (!kind) continue;
    const found = patternsOf(value, settle, under);
    principals.push(...found.patterns.map((pattern) => ({ ...pattern, kind })));
    open ??= found.open;
  }
  return { principals, open };
}

/** A `principals` block with `type` and `identifiers`. */
function block(
  entries: ReadonlyMap<string, Value>,
  settle: Settle,
  under: readonly Assumption[],
): Pick<Principals, 'principals' | 'open'> {
  const type = entries.get('type');
  const value = type && settle(type).value;
  const name = value?.kind === 'scalar' ? value.text : undefined;
  const kind = name === '*' ? 'AWS' : (kinds.find((known) => known === name) ?? 'unknown');
  const { patterns, open } = patternsOf(entries.get('identifiers'), settle, under);
  return { principals: patterns.map((pattern) => ({ ...pattern, kind })), open };
}

const anyAccount = /^arn:[^:]*:(?:iam|sts)::\*/;

/** Whether a principal is everyone, or is in whatever account. */
export function isEveryone(principal: Principal): Truth {
  if (principal.kind !== 'AWS' && principal.kind !== 'unknown') return false;
  return anyAccount.test(markedText(principal)) ? true : isStar(principal);
}

/** Whether the clause speaks of everyone; one that leaves people out does not. */
export function speaksOfEveryone({ negated, principals, open }: Principals): Truth {
  if (negated) return false;
  return anyOf([...principals.map(isEveryone), ...(open ? [undefined] : [])]);
}

/** Whether all of `inner` is also meant by `outer`. */
export function coversPrincipals(outer: Principals | undefined, inner: Principals | undefined): Truth {
  if (!outer || !inner) return outer === inner ? true : !outer;
  if (outer.negated || inner.negated) return outer.negated ? undefined : speaksOfEveryone(outer);
  if (speaksOfEveryone(outer) === true) return true;
  const covered = inner.principals.map((principal) =>
    anyOf([
      ...outer.principals.map((other) => coversPrincipal(other, principal)),
      ...(outer.open ? [undefined] : []),
    ]),
  );
  return allOf(inner.open ? [...covered, undefined] : covered);
}

function coversPrincipal(outer: Principal, inner: Principal): Truth {
  if (outer.kind === 'unknown' || inner.kind === 'unknown') return undefined;
  if (outer.kind !== inner.kind) return false;
  if (isStar(inner) === true) return isStar(outer);
  return subsumes(outer, inner, false);
}

const wholeAccount = /^(?:\d{12}|arn:[^:]*:iam::\d{12}:root)$/;
const inAccount = /^(?:\d{12}|arn:[^:]*:(?:iam|sts)::\d{12}:.+)$/;

/** The account that the principal writes out in digits: its whole, or someone in it. */
export function writtenAccount(principal: Principal, whole: boolean): string | undefined {
  if (principal.kind !== 'AWS') return undefined;
  const text = markedText(principal);
  return (whole ? wholeAccount : inAccount).test(text) ? /\d{12}/.exec(text)?.[0] : undefined;
}

/** Whether the principal is the root of the account that the resource itself is in; an account in digits is taken for another. */
export function isOwnRoot(principal: Principal): Truth {
  if (principal.kind === 'unknown') return undefined;
  if (principal.kind !== 'AWS') return false;
  if (writtenAccount(principal, true) !== undefined) return false;
  const [only] = holesOf(principal).filter(isOwnAccount);
  const text = markedText(principal);
  if (only) return /^(?:\uE000|arn:[^:]*:iam::\uE000:root)$/.test(text);
  return holesOf(principal).some(({ reference }) => !reference) && /^(?:\uE000|.*:root)$/.test(text)
    ? undefined
    : false;
}

/** Whether a hole is the number of the own account. */
function isOwnAccount({ cause, reference }: Unknown): boolean {
  return /AWS::AccountId|aws_caller_identity/.test(`${cause.subject} ${reference?.id ?? ''}`);
}

/** Whether a principal is none of those named; for services that a rule leaves out. */
export function isNoneOf(principal: Principal, names: readonly string[]): Truth {
  return not(
    anyOf(names.map((name) => subsumes({ parts: [name], at: principal.at, under: [] }, principal, true))),
  );
}
