import { type ExtensionContext, type LogOutputChannel, window } from 'vscode';
import {
  DidChangeTextDocumentNotification,
  DocumentDiagnosticRequest,
  LanguageClient,
  type LanguageClientOptions,
  type ServerOptions,
  TransportKind,
} from 'vscode-languageclient/node';
import { say } from './words.ts';

const languages = [
  'yaml',
  'json',
  'jsonc',
  'cloudformation',
  'yaml-cfn',
  'json-cfn',
  'terraform',
  'terraform-vars',
  'opentofu',
  'opentofu-vars',
];
const patterns = ['**/*.{tf,tofu,tfvars,template}', '**/*.{tf,tofu,tfvars}.json'];

/** The documents that the server is told of; by language, and by name where nobody owns the language. */
const documentSelector = [
  ...['file', 'untitled', 'vscode-vfs'].flatMap((scheme) =>
    languages.map((language) => ({ scheme, language })),
  ),
  ...patterns.map((pattern) => ({ scheme: 'file', pattern })),
];

/** A client of the server in `dist/`, not yet started. */
export function connectionTo(context: ExtensionContext, log: LogOutputChannel): LanguageClient {
  const module = context.asAbsolutePath('dist/server.js');
  const server: ServerOptions = { module, transport: TransportKind.stdio };
  const options: LanguageClientOptions = {
    documentSelector,
    outputChannel: log,
    traceOutputChannel: log,
    diagnosticCollectionName: 'pillarlint',
    diagnosticPullOptions: { onChange: true, onSave: false, onFocus: false, onTabs: false },
    initializationOptions: { commands: ['pillarlint.suppress'] },
    connectionOptions: { maxRestartCount: 4 },
    markdown: { isTrusted: false, supportHtml: false },
  };
  return new LanguageClient('pillarlint', 'Pillarlint', server, options);
}

/** Starts the server; says once when that fails, with a way to the log. */
export async function startServer(client: LanguageClient, log: LogOutputChannel): Promise<void> {
  try {
    await client.start();
    followOtherDocuments(client);
  } catch (error) {
    log.error(String(error));
    const choice = await window.showErrorMessage(say('stopped'), say('showLog'));
    if (choice !== undefined) log.show();
  }
}

/**
 * An edit of another document than the one in the active editor, such as a fix at a variable's default, changes what is
 * found in the active one too; the client library asks again only for the edited document and those in the background.
 */
function followOtherDocuments(client: LanguageClient): void {
  client.getFeature(DidChangeTextDocumentNotification.method).onNotificationSent(({ textDocument }) => {
    const active = window.activeTextEditor?.document;
    if (active === undefined || active.uri.toString() === textDocument.uri.toString()) return;
    client
      .getFeature(DocumentDiagnosticRequest.method)
      .getProvider(active)
      ?.onDidChangeDiagnosticsEmitter.fire();
  });
}
