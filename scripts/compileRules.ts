// Compiles `rules/` into what the engine and the catalogue load: `node scripts/compileRules.ts [folder]`.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pillars } from '../server/model/finding.ts';
import type { RuleSet } from '../server/engine/rule.ts';
import { predicates } from '../server/engine/predicates/registry.ts';
import type { BestPractice, Guidance, TextData } from '../server/language/texts.ts';
import { type CompiledRule, compileRule } from './rules/compileRule.ts';
import { type Facts, readFacts } from './rules/facts.ts';
import { type LanguageName, formCheckOf } from './rules/form.ts';
import { type LeftOut, readLeftOut } from './rules/leftOut.ts';
import { type RuleError, printError, readSource } from './rules/source.ts';

export type { CompiledRule } from './rules/compileRule.ts';
export type { RuleError } from './rules/source.ts';
export { printError } from './rules/source.ts';

/** All of `rules/`, as far as it could be compiled. */
export interface CompiledRules {
  readonly ruleSet: RuleSet;
  readonly texts: Readonly<Record<LanguageName, TextData>>;
  /** The rules with their examples and what else only the build reads. */
  readonly sources: readonly CompiledRule[];
  readonly facts: Facts;
  /** Why what has no rule has none. */
  readonly leftOut: LeftOut;
  readonly errors: readonly RuleError[];
}

const compiled = new Map<string, CompiledRules>();

/** Compiles the rules of a project; once for each root in a process, unless `again`. With `only`, no other rule than that. */
export function compileRules(root: string, only?: string, again = false): CompiledRules {
  const key = `${resolve(root)} ${only ?? ''}`;
  const known = compiled.get(key);
  if (known && !again) return known;
  const facts = readFacts(root);
  const check = formCheckOf(root);
  const names = new Set(Object.keys(predicates));
  const errors = [...facts.errors];
  const rules: CompiledRule[] = [];
  for (const file of ruleFiles(root, only)) {
    const source = readSource(file, readFileSync(join(root, file), 'utf8'));
    const rule = compileRule(source, check, facts, names);
    errors.push(...distinct(source.errors));
    if (rule) rules.push(rule);
  }
  const leftOut = readLeftOut(root, facts, rules);
  errors.push(...repeatedIds(rules), ...leftOut.errors);
  const ruleSet: RuleSet = { rules: rules.map(({ rule }) => rule), tables: facts.tables };
  const result = {
    ruleSet,
    texts: { en: textData('en', rules, facts), ko: textData('ko', rules, facts) },
    sources: rules,
    facts,
    leftOut: leftOut.reasons,
    errors,
  };
  compiled.set(key, result);
  return result;
}

function ruleFiles(root: string, only: string | undefined): string[] {
  return pillars.flatMap((pillar) => {
    const folder = join(root, 'rules', pillar);
    if (!existsSync(folder)) return [];
    const names = readdirSync(folder).filter(
      (name) => name.endsWith('.yaml') && (only === undefined || name === `${only}.yaml`),
    );
    return names.sort().map((name) => `rules/${pillar}/${name}`);
  });
}

/** Members of a family report what they share once. */
function distinct(errors: readonly RuleError[]): RuleError[] {
  return [...new Map(errors.map((error) => [printError(error), error])).values()];
}

function repeatedIds(rules: readonly CompiledRule[]): RuleError[] {
  const files = new Map<string, string>();
  return rules.flatMap(({ rule, file }) => {
    const first = files.get(rule.id);
    if (first === undefined) files.set(rule.id, file);
    return first === undefined ? [] : [{ file, line: 1, column: 1, message: `The id is taken by ${first}.` }];
  });
}

function textData(language: LanguageName, rules: readonly CompiledRule[], facts: Facts): TextData {
  const bestPractices = [...facts.bestPractices.values()].map(
    ({ id, pillar, risk, url, title }): BestPractice => ({
      id,
      pillar,
      risk,
      url: localized(url, language),
      title: title[language],
    }),
  );
  const guidance = [...facts.guidance.values()].map(
    ({ id, pillar, title, summary, bestPractices: ids }): Guidance => ({
      id,
      pillar,
      title: title[language],
      summary: summary[language],
      bestPractices: ids,
    }),
  );
  return {
    language,
    rules: Object.fromEntries(rules.map(({ rule, texts }) => [rule.id, texts[language]])),
    bestPractices: Object.fromEntries(bestPractices.map((item) => [item.id, item])),
    guidance: Object.fromEntries(guidance.map((item) => [item.id, item])),
  };
}

/** The Framework's pages stand in Korean under `/ko_kr/`. */
function localized(url: string, language: LanguageName): string {
  return language === 'ko'
    ? url.replace('docs.aws.amazon.com/wellarchitected/', 'docs.aws.amazon.com/ko_kr/wellarchitected/')
    : url;
}

function main(root: string, folder: string): void {
  const { ruleSet, texts, errors } = compileRules(root);
  for (const error of errors) console.error(printError(error));
  if (errors.length > 0) {
    process.exitCode = 1;
    return;
  }
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'rules.json'), JSON.stringify(ruleSet));
  writeFileSync(join(folder, 'texts.en.json'), JSON.stringify(texts.en));
  writeFileSync(join(folder, 'texts.ko.json'), JSON.stringify(texts.ko));
}

if (import.meta.main)
  main(join(import.meta.dirname, '..'), resolve(process.argv[2] ?? join(import.meta.dirname, '../dist')));
