// For authors of rules: `node scripts/tryRule.ts <id>…` compiles them and runs their examples; `--fill` draws what they find.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { textsOf } from '../server/language/texts.ts';
import { type ExampleCase, type Failure, casesOf } from '../test/rules/examples.ts';
import { ruleChecks } from '../test/rules/faults.ts';
import { termsOf } from '../test/rules/pipeline.ts';
import { type CompiledRule, type CompiledRules, compileRules, printError } from './compileRules.ts';
import { fillExamples } from './rules/fill.ts';

const root = join(import.meta.dirname, '..');

function tryRule(id: string, fill: boolean): boolean {
  const before = compileRules(root, id);
  if (before.sources.length === 0 && before.errors.length === 0) {
    console.log(`There is no rules/<pillar>/${id}.yaml.`);
    return false;
  }
  if (fill) before.sources.forEach((source) => fillFile(source, before));
  const compiled = fill ? compileRules(root, id, true) : before;
  compiled.errors.forEach((error) => {
    console.log(printError(error));
  });
  const faults = compiled.sources.flatMap((source) => ruleChecks.flatMap(([, faultsOf]) => faultsOf(source)));
  faults.forEach((fault) => {
    console.log(`✗ ${fault}`);
  });
  const held = compiled.sources.map((source) => runExamples(source, compiled));
  return compiled.errors.length === 0 && faults.length === 0 && held.every(Boolean);
}

function fillFile(source: CompiledRule, compiled: CompiledRules): void {
  const path = join(root, source.file);
  const text = readFileSync(path, 'utf8');
  const terms = termsOf({ ...compiled.ruleSet, rules: [source.rule] });
  const filled = fillExamples(text, source, terms, textsOf('en', compiled.texts.en));
  if (filled === text) return;
  writeFileSync(path, filled);
  console.log(`${source.file}: examples drawn; read them.`);
}

function runExamples(source: CompiledRule, { ruleSet, texts }: CompiledRules): boolean {
  const cases = casesOf(source, termsOf({ ...ruleSet, rules: [source.rule] }), textsOf('en', texts.en));
  const failures = cases.flatMap((example) => {
    const failure = attempt(example);
    return failure ? [{ example, failure }] : [];
  });
  for (const { example, failure } of failures) print(example, failure);
  console.log(
    `${source.rule.id}: ${String(cases.length - failures.length)} hold, ${String(failures.length)} do not`,
  );
  return failures.length === 0;
}

function attempt(example: ExampleCase): Failure | undefined {
  try {
    return example.run();
  } catch (error) {
    return {
      reason: 'a crash',
      expected: '',
      actual: error instanceof Error ? (error.stack ?? error.message) : String(error),
    };
  }
}

function print({ name }: ExampleCase, { reason, expected, actual }: Failure): void {
  console.log(`\n✗ ${name}: ${reason}`);
  console.log(difference(expected, actual));
}

/** Lines only expected with −, only found with +; a longest common subsequence over lines. */
function difference(expected: string, actual: string): string {
  const a = expected.split('\n');
  const b = actual.split('\n');
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number): number => lengths[i]?.[j] ?? 0;
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = lengths[i];
      if (row) row[j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push(`    ${a[i] ?? ''}`);
      i++;
      j++;
    } else if (i < a.length && (j >= b.length || at(i + 1, j) >= at(i, j + 1)))
      lines.push(`  − ${a[i++] ?? ''}`);
    else lines.push(`  + ${b[j++] ?? ''}`);
  }
  return lines.join('\n');
}

const ids = process.argv.slice(2).filter((word) => !word.startsWith('--'));
if (ids.length === 0) console.log('Say which rule: node scripts/tryRule.ts <id>… [--fill]');
const good = ids.map((id) => tryRule(id.replace(/^.*\/|\.yaml$/g, ''), process.argv.includes('--fill')));
process.exitCode = ids.length > 0 && good.every(Boolean) ? 0 : 1;
