import type { Piece } from '../model/location.ts';
import type { Directive, Model, Problem } from '../model/model.ts';
import type { Resource } from '../model/resource.ts';
import { directivesOf } from './directives.ts';
import { calledModules, Folders } from './evaluate/calls.ts';
import { readers } from './evaluate/readers.ts';
import { evaluateDeclared } from './evaluate/resources.ts';
import type { DeclaredResource } from './evaluate/declarations.ts';
import { changesBetween } from './evaluate/changes.ts';
import { afterChanges, emptyMemory, fullKey, type Memory } from './evaluate/memory.ts';
import type { Module, ModuleLoader, Run } from './evaluate/scope.ts';
import { type ListedScopes, listScopes } from './evaluate/scopes.ts';
import type { HclSyntax } from './syntax/node.ts';

export type { ModuleLoader } from './evaluate/scope.ts';

/** A folder of Terraform documents, evaluated together with the local modules that it calls. */
export interface TerraformModule extends Model {
  readonly folder: string;
  /** The folders of the modules that it calls, directly or not, as URIs. */
  readonly calledFolders: readonly string[];
  /** Every document that it is made of, with its syntax; its own come first. */
  readonly documents: readonly HclSyntax[];
}

export interface ModuleOptions {
  /** True for a module that another one of the workspace calls: its variables are then the caller's to say, and unknown here. */
  readonly called?: boolean | undefined;
}

interface KeptModule extends TerraformModule {
  readonly memory: Memory;
  readonly called: boolean;
  readonly folders: Folders;
  readonly scopes: ListedScopes;
  /** By module path. */
  readonly listed: ReadonlyMap<string, Listed>;
  /** Of the modules that took part. */
  readonly paths: readonly string[];
}

/** True for what Terraform and OpenTofu read as configuration or values of variables, by the name's extension. */
export function isTerraform(uri: string): boolean {
  return /\.(?:tf|tofu)(?:\.json)?$|\.tfvars(?:\.json)?$/i.test(uri);
}

/**
 * Reads and evaluates the module in `folder` (a URI) from its documents; what `previous` holds is kept where neither its
 * text nor a fact that it reads has changed.
 */
export function readModule(
  folder: string,
  documents: ReadonlyMap<string, string>,
  loader: ModuleLoader,
  previous?: TerraformModule,
  options: ModuleOptions = {},
): TerraformModule {
  const before =
    previous && 'memory' in previous && previous.folder === folder ? (previous as KeptModule) : undefined;
  const called = options.called ?? false;
  const folders = new Folders((uri) => loader.folder(uri), before?.folders);
  const own = folders.add(folder, documents);
  const run: Run = {
    loader,
    folders,
    modules: new Map(),
    memory: before?.called === called ? rememberedOf(before, folders, loader) : emptyMemory(),
    frames: [],
    underWay: new Set(),
    readers,
    called,
    steps: 0,
    depth: 0,
  };
  const root: Module = { path: '', folder, directory: '.', declarations: own.declarations, run };
  run.modules.set('', root);
  const modules = withCalled(root);
  const listed = new Map<string, Listed>();
  const scopes = listScopes(root, run.memory.isEmpty ? undefined : before?.scopes);
  const resources: Resource[] = scopes.resources.flat();
  for (const module of modules) {
    const own = listResources(module, run.memory.isEmpty ? undefined : before?.listed.get(module.path));
    listed.set(module.path, own);
    for (const list of own.resources) for (const resource of list) resources.push(resource);
  }
  const syntaxes = [
    ...own.documents,
    ...[...folders.read].flatMap(([uri, read]) => (uri === folder ? [] : read.documents)),
  ];
  const calledFolders = [...new Set(modules.slice(1).map((module) => module.folder))];
  if (before && !sameCalls(before.paths, run.modules)) forget(run);
  const model = modelOf(folder, resources, syntaxes, own.documents);
  const kept: KeptModule = {
    ...model,
    calledFolders,
    memory: run.memory,
    scopes,
    listed,
    paths: [...run.modules.keys()],
    folders,
    called,
  };
  return kept;
}

/** What the run before knows, with all in doubt that rests on a declaration, folder or document that has changed. */
function rememberedOf(before: KeptModule, folders: Folders, loader: ModuleLoader): Memory {
  const changed: string[] = [];
  for (const [uri, earlier] of before.folders.read) {
    const now = folders.at(uri);
    if (!now) return emptyMemory();
    for (const declaration of changesBetween(earlier.declarations, now.declarations))
      changed.push(`${uri}|${declaration}`);
  }
  for (const uri of before.folders.missing) if (folders.at(uri)) return emptyMemory();
  for (const [declaration, { uri, text }] of before.memory.files)
    if (loader.file(uri) !== text) changed.push(declaration);
  return afterChanges(before.memory, changed);
}

function sameCalls(before: readonly string[], now: ReadonlyMap<string, Module>): boolean {
  return before.length === now.size && before.every((path) => now.has(path));
}

/** Drops what is remembered of modules that are no longer called. */
function forget({ memory, modules }: Run): void {
  for (const [full] of [...memory.cells.entries()]) {
    const bar = full.startsWith('module.') ? full.indexOf('|') : -1;
    if (bar > 0 && !modules.has(full.slice(0, bar))) memory.cells.delete(full);
  }
}

function withCalled(root: Module): readonly Module[] {
  const modules: Module[] = [root];
  for (let i = 0; i < modules.length; i++) {
    const module = modules[i];
    if (module) modules.push(...calledModules(module));
  }
  return modules;
}

/** The resources of a module's blocks, block by block. */
interface Listed {
  readonly declared: readonly DeclaredResource[];
  readonly resources: readonly (readonly Resource[])[];
}

/** Asks again only for blocks that are new, or of which something is in doubt. */
function listResources(module: Module, before: Listed | undefined): Listed {
  const { doubtful } = module.run.memory;
  const declared = [...module.declarations.resources.values()];
  const resources = declared.map((one, i) => {
    const kept = before?.declared[i] === one && !doubtful.has(fullKey(module.path, one.key));
    return (kept ? before?.resources[i] : undefined) ?? evaluateDeclared(module, one.address, one);
  });
  return { declared, resources };
}

function modelOf(
  folder: string,
  resources: readonly Resource[],
  documents: readonly HclSyntax[],
  own: readonly HclSyntax[],
): Omit<TerraformModule, 'calledFolders'> {
  const byUri = new Map(documents.map((document) => [document.uri, document]));
  const problems: Problem[] = documents.flatMap((document) => document.problems);
  const directives: Directive[] = documents.flatMap((document) => directivesOf(document, resources));
  return {
    dialect: 'terraform',
    folder,
    uris: own
      .map(({ uri }) => uri)
      .concat(documents.filter((document) => !own.includes(document)).map(({ uri }) => uri)),
    resources,
    documents,
    problems,
    directives,
    startOf: (piece: Piece) => byUri.get(piece.uri)?.startOf(piece),
  };
}
