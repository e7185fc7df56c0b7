// Writes the rules' pages and indexes into `docs/rules/`: `node scripts/docs.ts`; `--check` only says which are stale.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { textsOf } from '../server/language/texts.ts';
import { compileRules, printError } from './compileRules.ts';
import { coveragePage } from './docs/coverage.ts';
import { indexPage } from './docs/indexes.ts';
import { rulePage } from './docs/rulePage.ts';

const root = join(import.meta.dirname, '..');

/** Every page by its name. */
export function rulePages(): ReadonlyMap<string, string> {
  const compiled = compileRules(root);
  const pages = new Map<string, string>();
  for (const language of ['en', 'ko'] as const) {
    const texts = textsOf(language, compiled.texts[language]);
    const ending = language === 'ko' ? '.ko.md' : '.md';
    for (const source of compiled.sources) pages.set(source.rule.id + ending, rulePage(source, texts));
    pages.set(`README${ending}`, indexPage(compiled, texts));
    pages.set(`coverage${ending}`, coveragePage(compiled, texts));
  }
  return pages;
}

/** The names of the pages that are missing, outdated, or of no rule any more. */
export function stalePages(pages: ReadonlyMap<string, string>): string[] {
  const folder = join(root, 'docs/rules');
  const there = existsSync(folder) ? readdirSync(folder) : [];
  const outdated = [...pages].filter(
    ([name, text]) => !there.includes(name) || readFileSync(join(folder, name), 'utf8') !== text,
  );
  return [...outdated.map(([name]) => name), ...there.filter((name) => !pages.has(name))].sort();
}

function write(pages: ReadonlyMap<string, string>): void {
  const folder = join(root, 'docs/rules');
  mkdirSync(folder, { recursive: true });
  for (const name of stalePages(pages)) {
    const text = pages.get(name);
    if (text === undefined) rmSync(join(folder, name));
    else writeFileSync(join(folder, name), text);
  }
}

if (import.meta.main) {
  const { errors } = compileRules(root);
  errors.forEach((error) => {
    console.error(printError(error));
  });
  const pages = rulePages();
  const stale = stalePages(pages);
  if (process.argv.includes('--check')) {
    stale.forEach((name) => {
      console.error(`docs/rules/${name} is stale; run node scripts/docs.ts`);
    });
    process.exitCode = stale.length + errors.length > 0 ? 1 : 0;
  } else if (errors.length > 0) process.exitCode = 1;
  else write(pages);
}
