import type { Assumption } from '../../model/condition.ts';
import type { Cause, MapValue, Unknown, Value } from '../../model/value.ts';
import { type Truth, allOf, anyOf } from '../truth.ts';
import { type Pattern, type Settle, gap, hole, isStar, patternsOf, textOf } from './pattern.ts';

/** One line of a `Condition`: an operator, a key, and values of which one must fit. */
export interface ConditionEntry {
  /** In lower case, without `ForAnyValue:` and `IfExists`. */
  readonly operator: string;
  /** Passes too when the request has no such key: `IfExists`, `ForAllValues`. */
  readonly lenient: boolean;
  /** In lower case; parts that are not known are marked. */
  readonly key: string;
  readonly values: readonly Pattern[];
  readonly open: boolean;
}

export interface Conditions {
  readonly entries: readonly ConditionEntry[];
  /** Where there may be more, or where what is there cannot be read. */
  readonly gaps: readonly Unknown[];
  /** Whether there is a condition at all. */
  readonly present: Truth;
}

export function conditionsOf(
  value: Value | undefined,
  open: Cause | undefined,
  settle: Settle,
  under: readonly Assumption[],
): Conditions {
  const held = value && settle(value).value;
  if (!held || held.kind === 'absent') return { entries: [], gaps: [], present: open ? undefined : false };
  if (held.kind === 'list') {
    const inner = held.items.map((item) => conditionsOf(item, undefined, settle, under));
    const gaps = [...inner.flatMap((item) => item.gaps), ...(held.open ? [gap(held.open, held.at)] : [])];
    return {
      entries: inner.flatMap(({ entries }) => entries),
      gaps,
      present: anyOf([...inner.map(({ present }) => present), ...(held.open ? [undefined] : [])]),
    };
  }
  if (held.kind === 'map')
    return held.entries.has('variable') ? block(held, settle, under) : byOperator(held, settle, under);
  const unread = held.kind === 'unknown' ? held : gap({ kind: 'encoded', subject: '', at: held.at }, held.at);
  return {
    entries: [],
    gaps: [unread],
    present: held.kind === 'unknown' && !held.present ? undefined : true,
  };
}

function byOperator(map: MapValue, settle: Settle, under: readonly Assumption[]): Conditions {
  const entries: ConditionEntry[] = [];
  const gaps: Unknown[] = map.open ? [gap(map.open, map.at)] : [];
  for (const [operator, value] of map.entries) {
    const held = settle(value).value;
    if (held.kind === 'map') {
      for (const [key, values] of held.entries) {
        if (settle(values).value.kind !== 'absent') entries.push(entry(operator, key, values, settle, under));
      }
      if (held.open) gaps.push(gap(held.open, held.at));
    } else if (held.kind === 'unknown') gaps.push(held);
  }
  return { entries, gaps, present: entries.length > 0 ? true : gaps.length > 0 ? undefined : false };
}

/** A `condition` block with `test`, `variable` and `values`. */
function block(map: MapValue, settle: Settle, under: readonly Assumption[]): Conditions {
  const [operator] = patternsOf(map.entries.get('test'), settle).patterns;
  const [variable] = patternsOf(map.entries.get('variable'), settle).patterns;
  const name = operator && textOf(operator);
  if (!variable || name === undefined)
    return { entries: [], gaps: [gap({ kind: 'encoded', subject: '', at: map.at }, map.at)], present: true };
  const key = variable.parts.map((part) => (typeof part === 'string' ? part : hole)).join('');
  return { entries: [entry(name, key, map.entries.get('values'), settle, under)], gaps: [], present: true };
}

function entry(
  operator: string,
  key: string,
  value: Value | undefined,
  settle: Settle,
  under: readonly Assumption[],
): ConditionEntry {
  const { patterns, open } = patternsOf(value, settle, under);
  const [, set = '', name = '', exists = ''] =
    /^(ForAnyValue:|ForAllValues:)?(.*?)(IfExists)?$/i.exec(operator) ?? [];
  return {
    operator: name.toLowerCase(),
    lenient: exists !== '' || set.toLowerCase() === 'forallvalues:',
    key: key.toLowerCase(),
    values: patterns,
    open: open !== undefined,
  };
}

/** Whether a condition on one of the keys is there; keys may have a `*`. */
export function mentions(conditions: Conditions, keys: readonly string[]): Truth {
  if (conditions.entries.some(({ key }) => keys.some((wanted) => fits(key, wanted)))) return true;
  if (conditions.gaps.length > 0 || conditions.present === undefined) return undefined;
  return conditions.entries.some(({ key }) => key.includes(hole)) ? undefined : false;
}

/** The lines on a key. */
export function entriesOn(conditions: Conditions, key: string): readonly ConditionEntry[] {
  return conditions.entries.filter((candidate) => fits(candidate.key, key));
}

function fits(key: string, wanted: string): boolean {
  const source = wanted
    .toLowerCase()
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '.*');
  return new RegExp(`^${source}$`).test(key);
}

/** Keys whose fixed values say who may come, so that `*` means those only. */
const narrowingKeys = [
  'aws:source{arn,account,owner,orgid,orgpaths,vpc,vpcarn,vpce,ip}',
  'aws:vpcsourceip',
  'aws:vpce{account,orgid,orgpaths}',
  'aws:principal{orgid,orgpaths,account,arn,servicename,servicenameslist,isawsservice}',
  'aws:principaltag/*',
  'aws:{userid,username,viaawsservice}',
  'kms:calleraccount',
  's3:{dataaccesspointarn,dataaccesspointaccount,accesspointnetworkorigin}',
  's3:x-amz-server-side-encryption-aws-kms-key-id',
  'elasticfilesystem:{accessedviamounttarget,accesspointarn}',
].flatMap((form) => {
  const [, head = '', alternatives, tail = ''] = /^(.*)\{(.*)\}(.*)$/.exec(form) ?? [undefined, form];
  return alternatives === undefined
    ? [form]
    : alternatives.split(',').map((alternative) => head + alternative + tail);
});

const positive =
  /^(?:string(?:equals|equalsignorecase|like)|arn(?:equals|like)|ipaddress|bool|numericequals)$/;
const negative = /^(?:stringnot(?:equals|equalsignorecase|like)|arnnot(?:equals|like)|notipaddress)$/;

/** Whether the conditions of an Allow leave only some of everyone. */
export function narrows(conditions: Conditions): Truth {
  const truths = conditions.entries.map((candidate) => narrowsBy(candidate, positive));
  return anyOf(
    conditions.gaps.length > 0 || conditions.present === undefined ? [...truths, undefined] : truths,
  );
}

/** Whether a Deny with these conditions refuses all but some: nobody who is not in a fixed set. */
export function refusesOthers(conditions: Conditions): Truth {
  if (conditions.present === undefined) return undefined;
  if (conditions.entries.length === 0) return conditions.gaps.length > 0 ? undefined : true;
  const truths = conditions.entries.map((candidate) =>
    isAside(candidate) ? undefined : narrowsBy(candidate, negative),
  );
  if (conditions.gaps.length > 0) truths.push(undefined);
  if (!truths.includes(true)) return truths.every((truth) => truth === false) ? false : undefined;
  return truths.every((truth, index) => truth === true || isAside(conditions.entries[index]))
    ? true
    : undefined;
}

/** Lets the services of AWS through, beside those who are named. */
function isAside(candidate: ConditionEntry | undefined): boolean {
  return candidate?.operator === 'bool' && /^aws:(viaawsservice|principalisawsservice)$/.test(candidate.key);
}

function narrowsBy({ key, operator, lenient, values, open }: ConditionEntry, operators: RegExp): Truth {
  if (!operators.test(operator)) return false;
  if (key.includes(hole)) return undefined;
  if (!narrowingKeys.some((narrowing) => fits(key, narrowing))) return false;
  if (operator === 'bool') return allOf(values.map((value) => textOf(value)?.toLowerCase() === 'true'));
  const address = key.endsWith('sourceip');
  const truths: Truth[] = values.map((value) => (address ? isNarrowAddress(value) : isFixed(value, key)));
  if (open) truths.push(undefined);
  const all = allOf(truths);
  return all !== false && lenient && operators === positive ? allOf([all, isAlwaysSent(key)]) : all;
}

/** Whether every request has the key; some have it from everyone who has signed in. */
function isAlwaysSent(key: string): Truth {
  if (/^(?:aws:sourceip|kms:calleraccount)$/.test(key)) return true;
  return /^aws:(?:principal(?:account|arn|orgid|orgpaths)|userid)$/.test(key) ? undefined : false;
}

function isNarrowAddress(value: Pattern): Truth {
  const text = textOf(value);
  if (text !== undefined) return !/\/0+$/.test(text) && !/^\*+$/.test(text);
  const last = value.parts.at(-1);
  return value.parts.length > 1 && typeof last === 'string' && /\/(?!0+$)\d+$/.test(last) ? true : undefined;
}

const anyAccount = /^arn:[^:]*:[^:]*:[^:]*:\*/;
const anyArn = /^arn:[^:]*:[^:]*:\*?:\*?:\*+$/;

function isFixed(value: Pattern, key: string): Truth {
  const text = textOf(value);
  if (key === 'aws:principalarn' && anyAccount.test(text ?? '')) return false;
  if (text !== undefined) return !/^[*?]+$/.test(text) && !anyArn.test(text);
  const star = isStar(value);
  return star === undefined ? undefined : true;
}
