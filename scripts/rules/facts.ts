// What rules lean on besides themselves: best practices, guidance, peers' ids and dated tables.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { BestPractice, Guidance } from '../../server/language/texts.ts';
import type { Table, TableRow } from '../../server/engine/rule.ts';
import { isRecord } from './conditions.ts';
import { type LanguageName, type RuleForm, dialects } from './form.ts';
import { type Report, type RuleError, type Source, readSource } from './source.ts';

/** Table → its columns. */
export type Tables = ReadonlyMap<string, ReadonlySet<string>>;

interface Translated {
  readonly title: Readonly<Record<LanguageName, string>>;
}
type BestPracticeForm = Omit<BestPractice, 'title'> & Translated & { readonly checkable: string };
type GuidanceForm = Omit<Guidance, 'title' | 'summary'> &
  Translated & {
    readonly summary: Readonly<Record<LanguageName, string>>;
    readonly checkable: string;
    readonly kind: string;
  };

export interface Facts {
  readonly bestPractices: ReadonlyMap<string, BestPracticeForm>;
  readonly guidance: ReadonlyMap<string, GuidanceForm>;
  /** `peer:ID` of every check that is known. */
  readonly peers: ReadonlySet<string>;
  readonly tables: Readonly<Record<string, Table>>;
  readonly columns: Tables;
  readonly errors: readonly RuleError[];
}

export function readFacts(root: string): Facts {
  const read = (name: string): unknown =>
    JSON.parse(readFileSync(join(root, 'rules/guidance', name), 'utf8'));
  const peers = read('peers.json') as Record<string, readonly string[]>;
  const sources = tableFiles(root).map((file) => readSource(file, readFileSync(join(root, file), 'utf8')));
  const tables = sources.flatMap((source) => tableOf(source) ?? []);
  return {
    bestPractices: byId(read('best-practices.json') as BestPracticeForm[]),
    guidance: byId(read('guidance.json') as GuidanceForm[]),
    peers: new Set(Object.entries(peers).flatMap(([peer, ids]) => ids.map((id) => `${peer}:${id}`))),
    tables: Object.fromEntries(tables.map((table) => [table.id, table])),
    columns: new Map(tables.map(({ id, rows }) => [id, new Set(rows.flatMap((row) => Object.keys(row)))])),
    errors: sources.flatMap(({ errors }) => errors),
  };
}

function tableFiles(root: string): string[] {
  const folder = join(root, 'rules/tables');
  if (!existsSync(folder)) return [];
  const names = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => `rules/tables/${name}`);
}

/** `undefined` after the reasons have been reported. */
function tableOf({ file, data, report }: Source): Table | undefined {
  if (!isRecord(data)) return undefined;
  const { match, source, checked, rows } = data;
  if (match !== 'exact' && match !== 'prefix')
    report(['match'], 'A table says how its keys match: exact or prefix.');
  if (typeof source !== 'string') report([], 'A table names its source.');
  if (!isDate(checked))
    report(['checked'], 'A table says when it was checked against its source, such as 2026-01-31.');
  if (!Array.isArray(rows)) {
    report(['rows'], 'A table has a list of rows.');
    return undefined;
  }
  const read = rows.map((row: unknown, index) => rowOf(row, (message) => report(['rows', index], message)));
  const keys = new Set<string>();
  read.forEach(({ key }, index) => {
    if (keys.has(key)) report(['rows', index], `The key “${key}” stands twice.`);
    keys.add(key);
  });
  return { id: basename(file, '.yaml'), match: match === 'prefix' ? 'prefix' : 'exact', rows: read };
}

/** A row is its key alone, or a map with a key; all columns are texts. */
function rowOf(row: unknown, report: (message: string) => void): TableRow {
  if (typeof row === 'string' || typeof row === 'number') return { key: String(row) };
  if (!isRecord(row) || row['key'] === undefined) {
    report('A row is a key, or a map with a “key”.');
    return { key: '' };
  }
  const columns = Object.entries(row).filter(([name]) => name !== 'checked' && name !== 'source');
  return { key: '', ...Object.fromEntries(columns.map(([name, value]) => [name, String(value)])) };
}

function isDate(value: unknown): boolean {
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

/** Best practices, guidance and aliases that a rule names must be known. */
export function checkFacts(form: RuleForm, facts: Facts, report: Report): void {
  form.bestPractices.forEach((id, index) => {
    if (!facts.bestPractices.has(id)) report(['bestPractices', index], `There is no best practice ${id}.`);
  });
  form.guidance?.forEach((id, index) => {
    if (!facts.guidance.has(id)) report(['guidance', index], `There is no guidance entry ${id}.`);
  });
  const seen = new Set<string>();
  form.aliases?.forEach((alias, index) => {
    if (!facts.peers.has(alias))
      report(['aliases', index], `${alias} is no check of that peer (rules/guidance/peers.json).`);
    if (seen.has(alias)) report(['aliases', index], `${alias} stands twice.`);
    seen.add(alias);
  });
  for (const alias of Object.keys(form.aliasesLeftOut ?? {})) {
    if (!facts.peers.has(alias))
      report(['aliasesLeftOut', alias], `${alias} is no check of that peer (rules/guidance/peers.json).`);
    if (seen.has(alias)) report(['aliasesLeftOut', alias], `${alias} is an alias too.`);
  }
}

/** The dialects that any member of the rule has a type in. */
export function dialectsOfRule(form: RuleForm): readonly (typeof dialects)[number][] {
  const members = form.resources ?? [{ resource: form.resource ?? {} }];
  return dialects.filter((dialect) => members.some(({ resource }) => dialect in resource));
}
