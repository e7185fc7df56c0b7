import {
  CodeActionRequest,
  CodeActionResolveRequest,
  DidChangeConfigurationNotification,
  DidChangeTextDocumentNotification,
  DidChangeWatchedFilesNotification,
  DidChangeWorkspaceFoldersNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ErrorCodes,
  ExecuteCommandRequest,
  ExitNotification,
  HoverRequest,
  InitializeRequest,
  InitializedNotification,
  RequestType,
  ResponseError,
  ShutdownRequest,
  StreamMessageWriter,
  WorkspaceDiagnosticRequest,
  createProtocolConnection,
} from 'vscode-languageserver/node';
import { encoder } from './encode.ts';
import { accept, answer } from './guard.ts';
import { codeAction } from './methods/codeAction.ts';
import { codeActionResolve } from './methods/codeActionResolve.ts';
import { diagnostic } from './methods/diagnostic.ts';
import { didChangeConfiguration } from './methods/didChangeConfiguration.ts';
import { executeCommand } from './methods/executeCommand.ts';
import { hover } from './methods/hover.ts';
import { initialize } from './methods/initialize.ts';
import { initialized } from './methods/initialized.ts';
import { type SummaryParams, markdown, summary } from './methods/summary.ts';
import { didChange, didClose, didOpen } from './methods/synchronize.ts';
import { didChangeWatchedFiles, didChangeWorkspaceFolders } from './methods/workspaceChanges.ts';
import { workspaceDiagnostic } from './methods/workspaceDiagnostic.ts';
import { Pipe } from './pipe.ts';
import { type Materials, Session } from './session.ts';

const summaryRequest = new RequestType<SummaryParams, unknown, void>('pillarlint/summary');
const markdownRequest = new RequestType<SummaryParams, string | null, void>('pillarlint/markdown');

/** Serves one client over a pair of streams; `exit` is called once, with the process's exit code. */
export function serve(
  input: NodeJS.ReadableStream,
  output: NodeJS.WritableStream,
  materials: Materials,
  exit: (code: number) => void,
): void {
  const pipe = new Pipe(input);
  const connection = createProtocolConnection(
    pipe.reader,
    new StreamMessageWriter(output, { contentTypeEncoder: encoder }),
    undefined,
    pipe.options,
  );
  const session = new Session(connection, pipe, materials);
  serveLifecycle(session, exit);
  serveDocuments(session);
  serveRequests(session);
  connection.listen();
}

function serveLifecycle(session: Session, exit: (code: number) => void): void {
  const { connection } = session;
  const leave = (): void => exit(session.phase === 'ended' ? 0 : 1);
  connection.onRequest(InitializeRequest.type, (params) => {
    if (session.phase !== 'starting')
      return new ResponseError(ErrorCodes.InvalidRequest, 'The server is initialized already');
    watchParent(params.processId, leave);
    return initialize(session, params);
  });
  connection.onNotification(
    InitializedNotification.type,
    accept(session, 'initialized', () => initialized(session)),
  );
  connection.onRequest(ShutdownRequest.type, () => {
    session.phase = 'ended';
  });
  connection.onNotification(ExitNotification.type, leave);
  connection.onClose(leave);
}

function serveDocuments(session: Session): void {
  const { connection } = session;
  connection.onNotification(
    DidOpenTextDocumentNotification.type,
    accept(session, 'didOpen', (params) => didOpen(session, params)),
  );
  connection.onNotification(
    DidChangeTextDocumentNotification.type,
    accept(session, 'didChange', (params) => didChange(session, params)),
  );
  connection.onNotification(
    DidCloseTextDocumentNotification.type,
    accept(session, 'didClose', (params) => didClose(session, params)),
  );
  connection.onNotification(
    DidChangeConfigurationNotification.type,
    accept(session, 'didChangeConfiguration', (params) => didChangeConfiguration(session, params)),
  );
  connection.onNotification(
    DidChangeWatchedFilesNotification.type,
    accept(session, 'didChangeWatchedFiles', (params) => didChangeWatchedFiles(session, params)),
  );
  connection.onNotification(
    DidChangeWorkspaceFoldersNotification.type,
    accept(session, 'didChangeWorkspaceFolders', (params) => didChangeWorkspaceFolders(session, params)),
  );
}

function serveRequests(session: Session): void {
  const { connection } = session;
  connection.onRequest(
    DocumentDiagnosticRequest.type,
    answer(session, 'diagnostic', (params) => diagnostic(session, params)),
  );
  connection.onRequest(
    WorkspaceDiagnosticRequest.type,
    answer(session, 'workspace/diagnostic', (params, token) => workspaceDiagnostic(session, params, token)),
  );
  connection.onRequest(
    HoverRequest.type,
    answer(session, 'hover', (params) => hover(session, params)),
  );
  connection.onRequest(
    CodeActionRequest.type,
    answer(session, 'codeAction', (params) => codeAction(session, params)),
  );
  connection.onRequest(
    CodeActionResolveRequest.type,
    answer(session, 'codeAction/resolve', (params) => codeActionResolve(session, params)),
  );
  connection.onRequest(
    ExecuteCommandRequest.type,
    answer(session, 'executeCommand', (params) => executeCommand(session, params)),
  );
  connection.onRequest(
    summaryRequest,
    answer(session, 'summary', (params, token) => summary(session, params, token)),
  );
  connection.onRequest(
    markdownRequest,
    answer(session, 'markdown', (params, token) => markdown(session, params, token)),
  );
}

/** A server whose client is gone must not stay behind. */
function watchParent(processId: number | null, leave: () => void): void {
  if (processId === null) return;
  const timer = setInterval(() => {
    try {
      process.kill(processId, 0);
    } catch {
      leave();
    }
  }, 3000);
  timer.unref();
}
