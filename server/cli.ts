import { existsSync } from 'node:fs';
import { type Wish, parseArguments } from './cli/arguments.ts';
import { check } from './cli/check.ts';
import { printFindings, printFindingsAsJson, printRules, printRulesAsJson } from './cli/print.ts';
import type { Language } from './language/catalogue.ts';
import { textsOf } from './language/texts.ts';
import { loadMaterials } from './materials.ts';

const clean = 0;
const findings = 1;
const couldNotRun = 2;

/** Does what the arguments ask for, and answers with the exit code. */
function run(args: readonly string[], locale: string): number {
  const { wish, language } = parseArguments(args, locale);
  const sentences = textsOf(language);
  if ('key' in wish) {
    process.stderr.write(
      `${sentences.sentence(wish.key, wish.values)}\n${sentences.sentence('cli.usage')}\n`,
    );
    return couldNotRun;
  }
  if (wish.kind === 'help') {
    process.stdout.write(`${sentences.sentence('cli.usage')}\n`);
    return clean;
  }
  return wish.kind === 'check' ? runCheck(wish, language) : runListing(wish, language);
}

function runCheck(wish: Extract<Wish, { kind: 'check' }>, language: Language): number {
  const { rules, textData } = loadMaterials();
  const texts = textsOf(language, textData(language));
  const missing = wish.paths.filter((path) => !existsSync(path));
  for (const path of missing)
    process.stderr.write(`${texts.sentence('cli.unreadable', { path, reason: 'ENOENT' })}\n`);
  if (missing.length > 0) return couldNotRun;
  const outcome = check(wish.paths, wish, rules, texts);
  for (const [rule, error] of outcome.failures) process.stderr.write(`${rule}: ${String(error)}\n`);
  process.stdout.write(
    wish.format === 'json'
      ? printFindingsAsJson(outcome, rules)
      : printFindings(outcome, texts, isColoured()),
  );
  return outcome.reports.length > 0 ? findings : clean;
}

function runListing(wish: Extract<Wish, { kind: 'rules' | 'version' | 'help' }>, language: Language): number {
  const { rules, textData, version } = loadMaterials();
  if (wish.kind !== 'rules') process.stdout.write(`${version}\n`);
  else if (wish.format === 'json')
    process.stdout.write(
      printRulesAsJson(rules, textsOf('en', textData('en')), textsOf('ko', textData('ko'))),
    );
  else process.stdout.write(printRules(rules, textsOf(language, textData(language))));
  return clean;
}

function isColoured(): boolean {
  const { NO_COLOR } = process.env;
  return process.stdout.isTTY && (NO_COLOR === undefined || NO_COLOR === '');
}

try {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env;
  process.exitCode = run(process.argv.slice(2), LC_ALL ?? LC_MESSAGES ?? LANG ?? '');
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = couldNotRun;
}
