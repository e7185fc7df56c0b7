import type { Location, Piece } from '../../../model/location.ts';
import type { MapValue, Value } from '../../../model/value.ts';
import { readerOf } from '../../syntax/reader.ts';
import { parseContent } from '../../syntax/template.ts';
import type { TemplatePart } from '../../syntax/node.ts';
import { overChoices } from '../choice.ts';
import { evaluateParts, joinParts } from '../expression.ts';
import { joinFolder } from '../paths.ts';
import { remembered } from '../memory.ts';
import type { Bindings, Module } from '../scope.ts';
import { lengthBound, scalar, textOf, unknown, unknownFrom } from '../values.ts';
import { type FunctionTable, type Occasion, plain, textIn } from './function.ts';

/** Functions that read documents, which must lie within reach of the loader. */
export const fileFunctions: FunctionTable = {
  basename: plain((path) => textIn(path)?.replace(/\/+$/, '').split('/').at(-1)),
  dirname: plain((path) => textIn(path)?.replace(/\/[^/]*$/, '')),
  file: (values, occasion) => {
    const text = textAt(values[0], occasion);
    return typeof text === 'string' ? scalar(text, occasion.at) : text;
  },
  templatefile: renderTemplate,
};

function textAt(path: Value | undefined, { at, context, name }: Occasion): string | Value {
  const relative = textOf(path);
  if (relative === undefined) return unknownFrom(path ? [path] : [], at, name, true);
  const text = readFile(context.module, relative);
  return text === undefined || text.length > lengthBound
    ? { ...unknown('function', name, at), present: true }
    : text;
}

/** The text of a document by its path from the root module's folder. */
export function readFile(module: Module, path: string): string | undefined {
  const root = module.run.modules.get('') ?? module;
  return remembered<string | undefined>(
    module,
    `file:${path}`,
    { declaration: `file ${path}`, parts: [] },
    undefined,
    () => {
      const uri = joinFolder(root.folder, path);
      const text = /^[/~]/.test(path) ? undefined : module.run.loader.file(uri);
      module.run.memory.files.set(`${module.folder}|file ${path}`, { uri, text });
      return text;
    },
  );
}

function renderTemplate(values: readonly Value[], occasion: Occasion): Value {
  const { at, context, name } = occasion;
  const [path, variables] = values;
  const text = textAt(path, occasion);
  if (typeof text !== 'string') return text;
  if (variables?.kind !== 'map') return unknownFrom(values, at, name, true);
  return rendered(text, variables, context.module, at);
}

/** A template's text with the values of its variables, standing at `at`. */
export function rendered(text: string, variables: MapValue, module: Module, at: Location): Value {
  const piece: Piece = { uri: '', text };
  const bindings: Bindings = new Map(variables.entries);
  const parts = evaluateParts(partsOf(text), { module, piece, bindings });
  const standing = parts.map((part) => ({ ...part, at }));
  return overChoices(standing, at, (settled) => joinParts(settled, at));
}

const parsed = new Map<string, readonly TemplatePart[]>();

/** The parts of a template document; a few of them are kept. */
function partsOf(text: string): readonly TemplatePart[] {
  let parts = parsed.get(text);
  if (!parts) {
    parts = parseContent(readerOf(text), 0, text.length, 0);
    if (parsed.size > 50) parsed.clear();
    parsed.set(text, parts);
  }
  return parts;
}
