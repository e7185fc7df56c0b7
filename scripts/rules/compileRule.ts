import { basename, dirname } from 'node:path';
import { type Pillar, pillars } from '../../server/model/finding.ts';
import type { ConditionExpression, Fix, Rule, RuleText, Subject } from '../../server/engine/rule.ts';
import { type Names, type Vocabulary, compileCondition, declared, isRecord } from './conditions.ts';
import { checkExamples } from './examples.ts';
import { type Facts, checkFacts, dialectsOfRule } from './facts.ts';
import { compileFix, dialectsOf } from './fixes.ts';
import type { FormCheck, LanguageName, MemberForm, RuleForm } from './form.ts';
import { checkRelations, compileAttributes, compileRelations, compileTypes, namesOf } from './subjects.ts';
import { checkPlaceholders, lookupsIn, placeholdersOf, textsOf } from './texts.ts';
import type { Report, Source, SourcePath } from './source.ts';

/** A rule with its texts, and the form it was written in. */
export interface CompiledRule {
  readonly file: string;
  readonly rule: Rule;
  readonly texts: Readonly<Record<LanguageName, RuleText>>;
  readonly form: RuleForm;
}

interface Compiling {
  readonly form: RuleForm;
  readonly facts: Facts;
  readonly vocabulary: Vocabulary;
  readonly report: Report;
}

/** `undefined` when the file has not the form of a rule; the reasons are in `source.errors`. */
export function compileRule(
  source: Source,
  check: FormCheck,
  facts: Facts,
  predicates: ReadonlySet<string>,
): CompiledRule | undefined {
  const form = check(source);
  if (!form) return undefined;
  const { report } = source;
  const pillar = pillarOf(source);
  if (form.id !== basename(source.file, '.yaml'))
    report(['id'], `The id must be the file's name, “${basename(source.file, '.yaml')}”.`);
  checkFacts(form, facts, report);
  for (const name of Object.keys(form.thresholds ?? {})) {
    if (form.attributes && name in form.attributes)
      report(['thresholds', name], `“${name}” is an attribute too.`);
  }
  const vocabulary: Vocabulary = {
    thresholds: new Set(Object.keys(form.thresholds ?? {})),
    tables: new Set(facts.columns.keys()),
    predicates,
  };
  const compiling = { form, facts, vocabulary, report };
  const members = membersOf(compiling).map(({ member, path }) => compileMember(member, path, compiling));
  const rule = ruleOf(form, pillar, members);
  checkRule(rule, members, compiling);
  return { file: source.file, rule, texts: { en: textsOf(form, 'en'), ko: textsOf(form, 'ko') }, form };
}

function pillarOf({ file, report }: Source): Pillar {
  const folder = basename(dirname(file));
  const pillar = pillars.find((name) => name === folder);
  if (!pillar) report([], `A rule lies in the folder of its pillar, not in “${folder}”.`);
  return pillar ?? 'security';
}

/** The entries of a family, or the rule itself as the only one. */
function membersOf({
  form,
  report,
}: Compiling): { readonly member: MemberForm; readonly path: SourcePath }[] {
  if (form.resources) {
    for (const key of ['resource', 'related'] as const)
      if (form[key]) report([key], `A family says “${key}” in its entries.`);
    return form.resources.map((member, index) => ({ member, path: ['resources', index] }));
  }
  if (!form.resource) report([], 'The rule has neither “resource” nor “resources”.');
  const { resource = {}, related } = form;
  return [{ member: related ? { resource, related } : { resource }, path: [] }];
}

interface CompiledMember {
  readonly subject: Subject;
  /** What the member demands, its own or the rule's. */
  readonly require: ConditionExpression;
  readonly unless?: ConditionExpression | undefined;
  readonly fix: Fix | undefined;
  readonly names: Names;
}

function compileMember(member: MemberForm, path: SourcePath, compiling: Compiling): CompiledMember {
  const { form, facts, vocabulary, report } = compiling;
  const attributes = compileAttributes({ ...form.attributes, ...member.attributes });
  checkRelations(member.related, [...path, 'related'], report);
  const related = compileRelations(member.related);
  const names = namesOf(attributes, related);
  const condition = (part: unknown, at: SourcePath): ConditionExpression =>
    compileCondition(part, names, vocabulary, report, at);
  const own = {
    unless: member.unless && condition(member.unless, [...path, 'unless']),
    require: member.require && condition(member.require, [...path, 'require']),
  };
  const unless = form.unless && condition(form.unless, ['unless']);
  if (!member.require && !form.require) report(path, 'Nothing is required; say in “require” what must hold.');
  const require = own.require ?? condition(form.require ?? {}, ['require']);
  const types = compileTypes(member.resource);
  const bare: Subject = { types, attributes, related, ...own };
  const conditions = [unless, own.unless, require].filter((part) => part !== undefined);
  const placeholders = placeholdersOf(form, names, bare, conditions, facts.columns);
  checkTables(conditions, compiling);
  checkPlaceholders(form, placeholders, report);
  if (form.at !== undefined && !declared(names, form.at)) checkPointer(form.at, names, report);
  const fixNames = { attributes: new Set(reachableAttributes(attributes)), placeholders, condition };
  const caution = member.fix?.caution ?? form.fix?.caution?.kind;
  const inherited = form.fix?.follows ? { follows: form.fix.follows } : {};
  const ownFix =
    member.fix && compileFix({ ...inherited, ...member.fix }, caution, fixNames, report, [...path, 'fix']);
  const shared = form.fix && compileFix(form.fix, caution, fixNames, report, ['fix']);
  if (member.fix && !form.fix)
    report([...path, 'fix'], 'The fix has no title; give the rule a “fix” with one.');
  const subject = ownFix ? { ...bare, fix: ownFix } : bare;
  return { subject, require, unless, fix: ownFix ?? shared, names };
}

function checkPointer(at: string, names: Names, report: Report): void {
  const inItems = [...names.subjects.values()].some((inside) => inside().subjects.has(at));
  if (!inItems) report(['at'], `“at” names “${at}”, which is no attribute.`);
}

function* reachableAttributes(attributes: Subject['attributes']): Iterable<string> {
  for (const [name, { items }] of Object.entries(attributes)) {
    yield name;
    yield* reachableAttributes(items);
  }
}

function checkTables(conditions: readonly ConditionExpression[], { facts, report }: Compiling): void {
  for (const { table } of conditions.flatMap((condition) => lookupsIn(condition, ''))) {
    if (!facts.columns.has(table)) report(['require'], `There is no rules/tables/${table}.yaml.`);
  }
}

function ruleOf(form: RuleForm, pillar: Pillar, members: readonly CompiledMember[]): Rule {
  const [first] = members;
  const shared = members.find(({ subject }) => !subject.require);
  const fix = members.find(({ subject, fix: own }) => own && !subject.fix)?.fix;
  const unless = first?.unless;
  return {
    id: form.id,
    pillar,
    bestPractices: form.bestPractices,
    guidance: form.guidance ?? [],
    severity: form.severity,
    default: form.default ?? form.severity,
    profile: form.profile ?? 'any',
    aliases: form.aliases ?? [],
    thresholds: form.thresholds ?? {},
    subjects: members.map(({ subject }) => withoutUndefined(subject)),
    require: shared?.require ?? { kind: 'all', of: [] },
    ...(unless ? { unless } : {}),
    ...(form.at === undefined ? {} : { at: form.at }),
    ...(fix ? { fix } : {}),
  };
}

function checkRule(rule: Rule, members: readonly CompiledMember[], { form, report }: Compiling): void {
  const dialects = dialectsOfRule(form);
  const fixed = new Set(members.flatMap(({ fix }) => (fix ? dialectsOf(fix) : [])));
  const typed = (dialect: string): boolean => rule.subjects.some(({ types }) => dialect in types);
  checkExamples(form, dialects, new Set([...fixed].filter(typed)), report);
  if (form.fix && fixed.size === 0)
    report(['fix'], 'The fix does nothing: it has neither “set”, “remove” nor “add”.');
  if (!form.fix && !form.remedy)
    report([], 'A rule without a fix says in “remedy” how to repair it by hand.');
}

/** JSON keeps no undefined; tests compare with what is read back. */
function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(
    Object.entries(value).filter(([, part]) => isRecord(part) || part !== undefined),
  ) as T;
}
