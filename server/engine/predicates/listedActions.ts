import { grantOf } from '../policy/grant.ts';
import { type Pattern, isStar, textOf, writtenPattern } from '../policy/pattern.ts';
import type { Statement } from '../policy/statement.ts';
import type { Reading } from '../reading.ts';
import type { TableRow } from '../rule.ts';
import { questionOf } from './allows.ts';
import { type StatementVerdict, no, placeOf, someStatement, textsOf } from './policyVerdict.ts';
import type { Predicate, PredicateContext } from './predicate.ts';

type Given = Readonly<Record<string, unknown>>;

export const allowsActionInTable: Predicate = (reading, given, context) =>
  given['wildcards'] === true
    ? allowsSomeOfTable(reading, given, context)
    : someStatement(reading, context, (statement, document) => {
        const { actions } = statement;
        if (!actions || actions.negated) return no;
        const listed = actions.patterns.filter((action) => isListed(action, given, context));
        if (listed.length === 0)
          return actions.open || actions.patterns.some((action) => textOf(action) === undefined)
            ? { truth: undefined }
            : no;
        const only: Statement = { ...statement, actions: { ...actions, patterns: listed, open: undefined } };
        const question = questionOf({ ...given, actions: undefined }, reading, 'all');
        return verdictOf(grantOf(only, document, question));
      });

function verdictOf({ truth, action }: ReturnType<typeof grantOf>): StatementVerdict {
  return { truth, evidence: placeOf(action) };
}

function isListed(action: Pattern, given: Given, context: PredicateContext): boolean {
  const column = given['column'];
  const text = textOf(action);
  if (text === undefined || text.includes('*')) return false;
  return textsOf(given['table']).some((table) => {
    const row = context.row(table, text);
    return row !== undefined && (typeof column !== 'string' || row[column] === String(given['equals']));
  });
}

/** As above, but an action with wildcards counts when it may stand for a listed one. */
function allowsSomeOfTable(reading: Reading, given: Given, context: PredicateContext): ReturnType<Predicate> {
  const question = questionOf({ ...given, actions: undefined }, reading, 'all');
  const listed = textsOf(given['table']).map((table) => byService(context.rows(table)));
  return someStatement(reading, context, (statement, document) => {
    if (statement.effect === 'Deny' || (question.width === 'all' && isNarrow(statement))) return no;
    const actions = servicesOf(statement).flatMap((service) =>
      listed.flatMap((services) =>
        service === '*' ? [...services.values()].flat() : (services.get(service) ?? []),
      ),
    );
    return actions.length === 0 ? no : verdictOf(grantOf(statement, document, { ...question, actions }));
  });
}

function isNarrow({ resources }: Statement): boolean {
  if (!resources || resources.negated || resources.open) return false;
  return resources.patterns.every((pattern) => isStar(pattern) === false);
}

/** The services whose actions a statement may name; `*` for any. */
function servicesOf({ actions }: Statement): readonly string[] {
  if (!actions) return [];
  if (actions.negated || actions.open) return ['*'];
  const services = actions.patterns.map((action) => {
    const [service = ''] = (textOf(action) ?? '*').split(':');
    return /[*?]/.test(service) ? '*' : service.toLowerCase();
  });
  return services.includes('*') ? ['*'] : [...new Set(services)];
}

const indexes = new WeakMap<readonly TableRow[], ReadonlyMap<string, readonly Pattern[]>>();
const nowhere = { piece: { uri: '', text: '' }, start: 0, end: 0 };

/** The actions of a table by service. */
function byService(rows: readonly TableRow[]): ReadonlyMap<string, readonly Pattern[]> {
  const known = indexes.get(rows);
  if (known) return known;
  const index = new Map<string, Pattern[]>();
  for (const { key } of rows) {
    const [service = ''] = key.split(':');
    const actions = index.get(service);
    if (actions) actions.push(writtenPattern(key, nowhere));
    else index.set(service, [writtenPattern(key, nowhere)]);
  }
  indexes.set(rows, index);
  return index;
}
