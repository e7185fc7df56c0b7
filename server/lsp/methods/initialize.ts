import {
  type InitializeParams,
  type InitializeResult,
  PositionEncodingKind,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { clientFrom } from '../client.ts';
import type { Session } from '../session.ts';
import { commandNames } from './executeCommand.ts';

/** `initialize`: the client says what it can do, and is told what the server offers. */
export function initialize(session: Session, params: InitializeParams): InitializeResult {
  session.begin(clientFrom(params));
  return {
    serverInfo: { name: 'Pillarlint', version: session.materials.version },
    capabilities: {
      positionEncoding: PositionEncodingKind.UTF16,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: false },
      diagnosticProvider: {
        identifier: 'pillarlint',
        interFileDependencies: true,
        workspaceDiagnostics: true,
        workDoneProgress: true,
      },
      hoverProvider: true,
      codeActionProvider: {
        codeActionKinds: ['quickfix', 'source.fixAll.pillarlint'],
        resolveProvider: true,
      },
      executeCommandProvider: { commands: [...commandNames] },
      workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    },
  };
}
