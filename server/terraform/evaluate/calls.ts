import type { Location } from '../../model/location.ts';
import { readHclSyntax } from '../syntax/readHclSyntax.ts';
import type { HclSyntax } from '../syntax/node.ts';
import { type Declared, type Declarations, declarationsOf, isValues } from './declarations.ts';
import { evaluate } from './expression.ts';
import { readFile } from './functions/files.ts';
import { remembered } from './memory.ts';
import { instancesOf } from './instances.ts';
import { joinFolder } from './paths.ts';
import { redeclared } from './redeclare.ts';
import { bracketed } from './references.ts';
import type { Call, Module, Run } from './scope.ts';
import { textOf } from './values.ts';
import { contextOf, lastAttribute } from './variables.ts';

const depthBound = 8;
const moduleBound = 200;

/** Folders that have been read, by URI, with what they declare. */
export interface FolderSyntax {
  readonly documents: readonly HclSyntax[];
  readonly declarations: Declarations;
}

/** Reads folders at most once a run, and takes over from the run before what has not changed. */
export class Folders {
  readonly #textsOf: (uri: string) => ReadonlyMap<string, string> | undefined;
  readonly #previous: ReadonlyMap<string, FolderSyntax> | undefined;
  readonly read = new Map<string, FolderSyntax>();
  /** Folders that were asked for and are not there. */
  readonly missing = new Set<string>();

  constructor(folder: (uri: string) => ReadonlyMap<string, string> | undefined, previous?: Folders) {
    this.#textsOf = folder;
    this.#previous = previous?.read;
  }

  at(uri: string): FolderSyntax | undefined {
    const known = this.read.get(uri);
    if (known) return known;
    const texts = this.#textsOf(uri);
    if (texts) return this.add(uri, texts);
    this.missing.add(uri);
    return undefined;
  }

  add(uri: string, texts: ReadonlyMap<string, string>): FolderSyntax {
    const before = this.#previous?.get(uri);
    const known = new Map(before?.documents.map((document) => [document.uri, document]));
    const names = [...texts.keys()].sort();
    const documents = names.map((name) => readAgain(name, texts.get(name) ?? '', known.get(name)));
    const same =
      before?.documents.length === documents.length &&
      before.documents.every((document, i) => document === documents[i]);
    const folder = same ? before : { documents, declarations: declared(documents, before) };
    this.read.set(uri, folder);
    return folder;
  }
}

function declared(documents: readonly HclSyntax[], before: FolderSyntax | undefined): Declarations {
  const step = before && redeclared(before.declarations, before.documents, documents);
  return step ?? declarationsOf(documents);
}

const texts = new WeakMap<HclSyntax, string>();

function readAgain(uri: string, text: string, previous: HclSyntax | undefined): HclSyntax {
  if (previous && texts.get(previous) === text) return previous;
  const syntax = readHclSyntax(uri, text, previous);
  texts.set(syntax, text);
  return syntax;
}

/** The modules that this one calls, one for each instance whose folder is in reach. */
export function calledModules(module: Module): readonly Module[] {
  return [...module.declarations.modules.values()].flatMap((declared) =>
    instancesOf(module, declared, `module.${declared.name}`).flatMap(
      ({ key }) => followModule(module, declared.name, key) ?? [],
    ),
  );
}

/** An instance of a called module; `undefined` when its folder is not in reach, or calls itself. */
export function followModule(
  parent: Module,
  name: string,
  key: string | number | undefined,
): Module | undefined {
  const path = `${parent.path === '' ? '' : `${parent.path}.`}module.${name}${key === undefined ? '' : bracketed(key)}`;
  const { run } = parent;
  const declared = parent.declarations.modules.get(name);
  const folder = declared && folderOf(parent, declared);
  const known = run.modules.get(path);
  if (known || run.modules.size >= moduleBound) return known;
  if (!declared || !folder || callsItself(parent, folder.uri)) return undefined;
  const syntax = run.folders.at(folder.uri);
  if (!syntax?.documents.some(({ uri }) => !isValues(uri))) return undefined;
  const instance = instancesOf(parent, declared, `module.${name}`).find((candidate) => candidate.key === key);
  if (!instance) return undefined;
  const call: Call = {
    parent,
    name,
    bindings: instance.bindings,
    exists: instance.exists,
    at: headOf(declared),
  };
  const module: Module = {
    path,
    folder: folder.uri,
    directory: folder.directory,
    declarations: syntax.declarations,
    run,
    call,
  };
  run.modules.set(path, module);
  return module;
}

function headOf(declared: Declared): Location {
  const [top] = declared.parts;
  if (!top) return { piece: { uri: '', text: '' }, start: 0, end: 0 };
  const label = top.block.labels[0] ?? top.block.type;
  return { piece: top.piece, start: label.start, end: label.end };
}

/** The folder that a call's source names: a path from the module's own, or what was downloaded for it. */
function folderOf(parent: Module, declared: Declared): { uri: string; directory: string } | undefined {
  const source = { declaration: `module ${declared.name}`, parts: declared.parts };
  const directory = remembered(parent, `directory:${declared.name}`, source, undefined, () =>
    directoryOf(parent, declared),
  );
  if (directory === undefined) return undefined;
  return { uri: joinFolder(rootOf(parent.run).folder, directory), directory };
}

/** Asks again for the directory of a call, by its name. */
export function readDirectory(parent: Module, name: string): string | undefined {
  const declared = parent.declarations.modules.get(name);
  return declared && folderOf(parent, declared)?.directory;
}

function directoryOf(parent: Module, declared: Declared): string | undefined {
  const found = lastAttribute(declared, 'source');
  const source = found && textOf(evaluate(found.attribute.value, contextOf(parent, found.top)));
  if (source === undefined) return undefined;
  return /^\.\.?(?:\/|$)/.test(source)
    ? joinFolder(parent.directory, source)
    : downloadedAt(parent, declared.name);
}

function rootOf(run: Run): Module {
  const root = run.modules.get('');
  if (!root) throw new Error('A run begins with its root module');
  return root;
}

/** Where `terraform init` has put a module, by its list of them. */
function downloadedAt(parent: Module, name: string): string | undefined {
  const text = readFile(rootOf(parent.run), '.terraform/modules/modules.json');
  if (text === undefined) return undefined;
  const key = [...parent.path.matchAll(/module\.([\w-]+)/g)]
    .map((match) => match[1])
    .concat(name)
    .join('.');
  const listed = /"Modules"/.test(text) ? parsed(text) : [];
  return listed.find((entry) => entry.Key === key)?.Dir;
}

function parsed(text: string): readonly { Key?: string; Dir?: string }[] {
  try {
    const data: unknown = JSON.parse(text);
    const modules = typeof data === 'object' && data !== null && 'Modules' in data ? data.Modules : [];
    return Array.isArray(modules)
      ? (modules as { Key?: string; Dir?: string }[]).filter((entry) => typeof entry === 'object')
      : [];
  } catch {
    return [];
  }
}

function callsItself(parent: Module, folder: string): boolean {
  let depth = 0;
  for (let at: Module | undefined = parent; at; at = at.call?.parent) {
    if (at.folder === folder || ++depth > depthBound) return true;
  }
  return false;
}
