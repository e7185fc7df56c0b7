import type { ConditionEntry } from '../policy/condition.ts';
import { effectTruth } from '../policy/grant.ts';
import { textOf } from '../policy/pattern.ts';
import { speaksOfEveryone } from '../policy/principal.ts';
import { type Statement, breadthOf, coversAll } from '../policy/statement.ts';
import type { Reading } from '../reading.ts';
import { type Truth, allOf, anyOf, not } from '../truth.ts';
import { documentIn, patternsGiven, placeOf, someStatement } from './policyVerdict.ts';
import type { Predicate } from './predicate.ts';

export const deniesInsecureTransport: Predicate = (reading, given, context) => {
  const denied = someStatement(reading, context, (statement) => ({
    truth: allOf([deniesAll(statement, given['actions'], reading), asksOnly(statement, isPlain)]),
  }));
  if (denied.truth !== false) return withoutPlace(denied);
  const { statements, gaps } = documentIn(reading, context);
  const allows = statements.filter((statement) => statement.effect !== 'Deny');
  if (allows.length === 0 || gaps.length > 0) return denied;
  return { truth: allOf(allows.map(asksForTls)), evidence: [] };
};

/** The document as a whole bears it, so nothing in it is pointed at. */
function withoutPlace(result: ReturnType<Predicate>): ReturnType<Predicate> {
  return result.truth === true ? { truth: true, evidence: [] } : result;
}

function deniesAll(statement: Statement, actions: unknown, reading: Reading): Truth {
  const { principals } = statement;
  const everyone = principals ? speaksOfEveryone(principals) : statement.gaps.length > 0 ? undefined : false;
  return allOf([effectTruth(statement, 'Deny'), everyone, coversWanted(statement, actions, reading)]);
}

/** Whether the actions include those asked for, or a whole service. */
function coversWanted({ actions, gaps }: Statement, wanted: unknown, reading: Reading): Truth {
  if (!actions) return gaps.length > 0 ? undefined : false;
  const asked = patternsGiven(wanted, reading);
  if (asked.length > 0) return allOf(asked.map((action) => coversAll(actions, action, true)));
  if (actions.negated) return undefined;
  const truths = actions.patterns.map((action): Truth => {
    const breadth = breadthOf(action);
    return breadth === undefined ? undefined : breadth !== 'some';
  });
  return anyOf(actions.open ? [...truths, undefined] : truths);
}

/** Whether the condition asks for this and nothing besides. */
function asksOnly({ conditions }: Statement, test: (entry: ConditionEntry) => Truth): Truth {
  const { entries, gaps, present } = conditions;
  if (present === false) return false;
  if (entries.length > 1) return false;
  return allOf([...entries.map(test), ...(gaps.length > 0 || entries.length === 0 ? [undefined] : [])]);
}

const isPlain = (entry: ConditionEntry): Truth => isSwitch(entry, 'false');

function asksForTls(statement: Statement): Truth {
  const { entries, gaps, present } = statement.conditions;
  const asked = anyOf([
    ...entries.map((entry) => (entry.lenient ? false : isSwitch(entry, 'true'))),
    ...(gaps.length > 0 || present === undefined ? [undefined] : []),
  ]);
  return anyOf([asked, not(effectTruth(statement, 'Allow'))]);
}

/** Whether the entry is `aws:SecureTransport` with that value. */
function isSwitch({ operator, key, values, open }: ConditionEntry, wanted: string): Truth {
  if (!/^(bool|stringequals)$/.test(operator) || key !== 'aws:securetransport') return false;
  const truths = values.map((value): Truth => {
    const text = textOf(value)?.toLowerCase();
    return text === undefined ? undefined : text === wanted;
  });
  return anyOf(open ? [...truths, undefined] : truths);
}

export const deniesTlsBelow: Predicate = (reading, given, context) => {
  const version = Number(given['version']);
  const isOld = ({ operator, key, values }: ConditionEntry): Truth => {
    if (operator !== 'numericlessthan' || key !== 's3:tlsversion') return false;
    return anyOf(
      values.map((value): Truth => {
        const text = textOf(value);
        return text === undefined ? undefined : Number(text) >= version;
      }),
    );
  };
  return withoutPlace(
    someStatement(reading, context, (statement) => ({
      truth: allOf([deniesAll(statement, given['actions'], reading), asksOnly(statement, isOld)]),
    })),
  );
};

export const deniesEveryone: Predicate = (reading, given, context) =>
  someStatement(reading, context, (statement) => ({
    truth: allOf([deniesAll(statement, given['actions'], reading), not(statement.conditions.present)]),
    evidence: placeOf(statement.principals?.principals[0]),
  }));
