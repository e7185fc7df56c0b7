import type { InitializeParams } from 'vscode-languageserver/node';
import { uriOf } from './uri.ts';

/** What a client can do, and what it wants, as it says when it starts. */
export interface Client {
  readonly locale: string;
  readonly folders: readonly string[];
  readonly pulls: boolean;
  readonly configures: boolean;
  readonly watches: boolean;
  readonly refreshes: boolean;
  readonly showsProgress: boolean;
  readonly versionedEdits: boolean;
  readonly confirmsEdits: boolean;
  readonly resolvesActions: boolean;
  readonly markdown: boolean;
  /** Commands of the client's own, such as one that asks for a reason. */
  readonly commands: ReadonlySet<string>;
  /** Settings for a client that cannot be asked for them. */
  readonly settings: unknown;
}

export function clientFrom(params: InitializeParams): Client {
  const { textDocument, workspace, window } = params.capabilities;
  const options = recordOf(params.initializationOptions);
  const { workspaceEdit } = workspace ?? {};
  return {
    locale: params.locale ?? 'en',
    folders: foldersOf(params),
    pulls: textDocument?.diagnostic !== undefined,
    configures: workspace?.configuration === true,
    watches: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    refreshes: workspace?.diagnostics?.refreshSupport === true,
    showsProgress: window?.workDoneProgress === true,
    versionedEdits: workspaceEdit?.documentChanges === true,
    confirmsEdits:
      workspaceEdit?.documentChanges === true && workspaceEdit.changeAnnotationSupport !== undefined,
    resolvesActions: textDocument?.codeAction?.resolveSupport?.properties.includes('edit') === true,
    markdown: textDocument?.hover?.contentFormat?.includes('markdown') !== false,
    commands: new Set(stringsIn(options['commands'])),
    settings: options['settings'],
  };
}

/** Older clients name one folder, by its URI or by its path. */
function foldersOf(params: InitializeParams): string[] {
  if (params.workspaceFolders) return params.workspaceFolders.map(({ uri }) => uri);
  const { rootUri, rootPath } = recordOf(params);
  if (typeof rootUri === 'string') return [rootUri];
  return typeof rootPath === 'string' ? [uriOf(rootPath)] : [];
}

function stringsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
