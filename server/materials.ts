import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RuleSet } from './engine/rule.ts';
import type { Language } from './language/catalogue.ts';
import type { TextData } from './language/texts.ts';
import type { Materials } from './lsp/session.ts';

/** What the build puts beside the programs; when they run from their sources, what it last put into `dist/`. */
export function loadMaterials(): Materials {
  const here = dirname(fileURLToPath(import.meta.url));
  const folder = existsSync(join(here, 'rules.json')) ? here : join(here, '../dist');
  const read = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), 'utf8'));
  const { version } = JSON.parse(readFileSync(join(folder, '../package.json'), 'utf8')) as {
    version: string;
  };
  return {
    version,
    rules: read('rules.json') as RuleSet,
    textData: (language: Language) => read(`texts.${language}.json`) as TextData,
  };
}
