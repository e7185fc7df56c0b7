// Why checks of peers, topics and best practices have no rule: `rules/left-out.yaml`.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from './conditions.ts';
import type { CompiledRule } from './compileRule.ts';
import type { Facts } from './facts.ts';
import type { TextForm } from './form.ts';
import { type RuleError, type Source, readSource } from './source.ts';

/** `peer:ID`, topic or best practice → the reason. */
export type LeftOut = ReadonlyMap<string, TextForm>;

const file = 'rules/left-out.yaml';

/** The reasons, and what is wrong with them; with `rules`, also those that a rule contradicts. */
export function readLeftOut(
  root: string,
  facts: Facts,
  rules: readonly CompiledRule[],
): { readonly reasons: LeftOut; readonly errors: readonly RuleError[] } {
  const path = join(root, file);
  const source = readSource(file, existsSync(path) ? readFileSync(path, 'utf8') : '');
  const reasons = new Map<string, TextForm>();
  for (const [key, form] of Object.entries(isRecord(source.data) ? source.data : {})) {
    const reason = reasonOf(form);
    if (reason) reasons.set(key, reason);
    else source.report([key], 'A reason is a text, or one in each language: { en: …, ko: … }.');
  }
  checkKeys(reasons, facts, source);
  checkContradictions(reasons, rules, source);
  return { reasons, errors: source.errors };
}

function reasonOf(form: unknown): TextForm | undefined {
  if (typeof form === 'string') return { en: form, ko: form };
  const { en, ko } = isRecord(form) ? form : {};
  return typeof en === 'string' && typeof ko === 'string' ? { en, ko } : undefined;
}

function checkKeys(reasons: LeftOut, { peers, bestPractices }: Facts, { report }: Source): void {
  for (const [key, { en, ko }] of reasons) {
    if (key.includes(':') && !peers.has(key))
      report([key], `${key} is no check of that peer (rules/guidance/peers.json).`);
    if (!/^[A-Z]+\d+-BP\d+$/.test(key)) continue;
    if (!bestPractices.has(key)) report([key], `There is no best practice ${key}.`);
    if (en === ko) report([key], 'The page of best practices says the reason in both languages.');
  }
}

function checkContradictions(reasons: LeftOut, rules: readonly CompiledRule[], { report }: Source): void {
  for (const { rule, form } of rules) {
    for (const key of [rule.id, ...(form.topics ?? []), ...rule.bestPractices, ...rule.aliases])
      if (reasons.has(key)) report([key], `${key} is left out, and yet ${rule.id} has it.`);
  }
}
