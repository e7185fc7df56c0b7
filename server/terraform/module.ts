import type { Piece } from '../model/location.ts';
import type { Directive, Model, Problem } from '../model/model.ts';
import type { Resource } from '../model/resource.ts';
import { directivesOf } from './directives.ts';
import { calledModules, Folders } from './evaluate/calls.ts';
import { readers } from './evaluate/readers.ts';
import { evaluateResource } from './evaluate/resources.ts';
import type { Cell, Module, ModuleLoader, Run } from './evaluate/scope.ts';
import { evaluateScopes } from './evaluate/scopes.ts';
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
  readonly cells: ReadonlyMap<string, Cell>;
  readonly folders: Folders;
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
    previous && 'cells' in previous && previous.folder === folder ? (previous as KeptModule) : undefined;
  const folders = new Folders((uri) => loader.folder(uri), before?.folders);
  const own = folders.add(folder, documents);
  const run: Run = {
    loader,
    folders,
    modules: new Map(),
    cells: new Map(),
    previous: before?.cells,
    frames: [],
    underWay: new Set(),
    readers,
    called: options.called ?? false,
    steps: 0,
  };
  const root: Module = { path: '', folder, directory: '.', declarations: own.declarations, run };
  run.modules.set('', root);
  const modules = withCalled(root);
  const resources = [...evaluateScopes(root), ...modules.flatMap(resourcesOf)];
  const syntaxes = [
    ...own.documents,
    ...[...folders.read].flatMap(([uri, read]) => (uri === folder ? [] : read.documents)),
  ];
  const called = [...new Set(modules.slice(1).map((module) => module.folder))];
  const model = modelOf(folder, resources, syntaxes, own.documents);
  const kept: KeptModule = { ...model, calledFolders: called, cells: run.cells, folders };
  return kept;
}

function withCalled(root: Module): readonly Module[] {
  const modules: Module[] = [root];
  for (let i = 0; i < modules.length; i++) {
    const module = modules[i];
    if (module) modules.push(...calledModules(module));
  }
  return modules;
}

function resourcesOf(module: Module): readonly Resource[] {
  return [...module.declarations.resources.keys()].flatMap((address) => evaluateResource(module, address));
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
