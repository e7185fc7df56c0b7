import { withEntries } from '../../model/layeredMap.ts';
import type { HclSyntax, TopBlock } from '../syntax/node.ts';
import {
  type Declarations,
  type Declared,
  type DeclaredResource,
  type Entry,
  entryOf,
  isOverride,
  isValues,
  type Word,
} from './declarations.ts';

const singular: Readonly<Record<Word, string>> = {
  variables: 'variable',
  resources: 'resource',
  modules: 'module',
  outputs: 'output',
  providers: 'provider',
};

const steps = new WeakMap<
  Declarations,
  { readonly before: Declarations; readonly changed: readonly string[] }
>();

/** The declarations (`word name`) in which `after` differs, where it was made of `before` by `redeclared`. */
export function stepFrom(before: Declarations, after: Declarations): readonly string[] | undefined {
  const step = steps.get(after);
  return step?.before === before ? step.changed : undefined;
}

/**
 * The declarations after an edit within blocks that keep their names, made from those before: the usual keystroke.
 * `undefined` for any other edit.
 */
export function redeclared(
  before: Declarations,
  old: readonly HclSyntax[],
  now: readonly HclSyntax[],
): Declarations | undefined {
  if (old.length !== now.length) return undefined;
  const replaced: { entry: Entry; by: Entry }[] = [];
  for (const [index, document] of now.entries()) {
    const earlier = old[index];
    if (earlier === document) continue;
    if (earlier?.uri !== document.uri || isValues(document.uri) || isOverride(document.uri)) return undefined;
    const pairs = replacements(earlier.blocks, document.blocks, before);
    if (!pairs) return undefined;
    replaced.push(...pairs);
  }
  return replace(before, replaced);
}

function replacements(
  old: readonly TopBlock[],
  now: readonly TopBlock[],
  before: Declarations,
): { entry: Entry; by: Entry }[] | undefined {
  if (old.length !== now.length) return undefined;
  const pairs: { entry: Entry; by: Entry }[] = [];
  for (const [index, block] of now.entries()) {
    const earlier = old[index];
    if (!earlier || earlier === block) continue;
    const entry = entryOf(earlier);
    const by = entryOf(block);
    if (!entry || entry.word !== by?.word || entry.key !== by.key) return undefined;
    if (before[entry.word].get(entry.key) !== entry.declared) return undefined;
    pairs.push({ entry, by });
  }
  return pairs;
}

function replace(before: Declarations, replaced: readonly { entry: Entry; by: Entry }[]): Declarations {
  const changed: { [word in Word]?: Map<string, Declared> } = {};
  for (const { entry, by } of replaced)
    (changed[entry.word] ??= new Map<string, Declared>()).set(entry.key, by.declared);
  const maps: { [word in Word]?: ReadonlyMap<string, Declared> } = {};
  for (const [word, entries] of Object.entries(changed))
    maps[word as Word] = withEntries<string, Declared>(before[word as Word], entries);
  const resources = maps.resources as ReadonlyMap<string, DeclaredResource> | undefined;
  const after: Declarations = { ...before, ...maps, resources: resources ?? before.resources };
  steps.set(after, { before, changed: replaced.map(({ entry }) => `${singular[entry.word]} ${entry.key}`) });
  return after;
}
