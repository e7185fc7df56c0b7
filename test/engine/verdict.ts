import { join, resolve } from 'node:path';
import { readTemplate } from '../../server/cloudformation/template.ts';
import { judge } from '../../server/engine/judge.ts';
import type { Judgements, Speech } from '../../server/engine/judgements.ts';
import type { RuleSet } from '../../server/engine/rule.ts';
import { documentSpanOf } from '../../server/model/model.ts';
import { predicates } from '../../server/engine/predicates/registry.ts';
import { compileRule } from '../../scripts/rules/compileRule.ts';
import { readFacts } from '../../scripts/rules/facts.ts';
import { formCheckOf } from '../../scripts/rules/form.ts';
import { printError, readSource } from '../../scripts/rules/source.ts';
import type { Remark } from '../fixture.ts';

const root = resolve(import.meta.dirname, '../..');
const facts = readFacts(root);
const checkForm = formCheckOf(root);
const names = new Set(Object.keys(predicates));
const everything: Speech = { severityOf: (rule) => rule.severity, strict: false };

/** Compiles the logic of one rule; texts and examples are filled in, so that a test shows only what it is about. */
export function ruleOf(logic: string): RuleSet {
  const text = `${head}${logic}`;
  const source = readSource(join('rules', 'reliability', 'tried.yaml'), text);
  const { rule } = compileRule(source, checkForm, facts, names) ?? {};
  if (!rule) throw new Error(source.errors.map(printError).join('\n'));
  return { rules: [rule], tables: facts.tables };
}

const head = `id: tried
bestPractices: [REL09-BP03]
severity: medium
title: { en: Title, ko: 제목 }
rationale: { en: Because., ko: 이유입니다. }
message: { en: "{resource} fails.", ko: "{resource} 리소스가 어긋납니다." }
examples: [{ name: a template without resources, cloudformation: { good: 'Resources: {}' } }]
`;

export function judgeTemplate(
  rules: RuleSet,
  text: string,
  speech: Speech = everything,
  previous?: Judgements,
): Judgements {
  return judge(readTemplate('file:///template.yaml', text), rules, speech, previous);
}

/** Failures as the conditions under which they hold, and unknown verdicts with their causes, at their places. */
export function verdicts(
  rules: RuleSet,
  speech: Speech = everything,
): (fixture: { readonly text: string }) => Remark[] {
  return ({ text }) => {
    const model = readTemplate('file:///template.yaml', text);
    const { byResource, findings } = judge(model, rules, speech);
    const failures = findings.map(({ at, assumptions }) => ({
      at,
      message: ['fails', ...assumptions.map(({ name, holds }) => `${holds ? '' : 'not '}${name}`)].join(' '),
    }));
    const unknown = [...byResource].flatMap(([resource, judgements]) =>
      judgements
        .filter(({ verdict }) => verdict === 'unknown')
        .map(({ causes }) => ({
          at: resource.nameAt,
          message: `unknown ${causes.map(({ kind }) => kind).join(' ')}`,
        })),
    );
    return [...failures, ...unknown].map(({ at, message }) => ({
      start: 0,
      end: 0,
      ...documentSpanOf(model, at),
      message,
    }));
  };
}
