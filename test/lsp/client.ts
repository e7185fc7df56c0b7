import { PassThrough } from 'node:stream';
import {
  type ClientCapabilities,
  type Diagnostic,
  type ProtocolConnection,
  StreamMessageReader,
  StreamMessageWriter,
  type WorkspaceEdit,
  createProtocolConnection,
} from 'vscode-languageserver/node';
import { serve } from '../../server/lsp/server.ts';
import { encryption, retention, versioning } from '../service/workspace.ts';

const materials = {
  version: '1.2.3',
  rules: { rules: [encryption, retention, versioning], tables: {} },
  textData: (language: 'en' | 'ko') => ({
    language,
    rules: {
      'queue-encryption': {
        title: 'A queue is encrypted',
        rationale: 'Why.',
        message: language === 'ko' ? '{resource}의 암호화 누락' : '{resource} is not encrypted.',
      },
    },
    bestPractices: {},
    guidance: {},
  }),
};

/** What VS Code says it can do, as far as it matters here. */
export const able: ClientCapabilities = {
  workspace: { workspaceEdit: { documentChanges: true }, diagnostics: { refreshSupport: true } },
  textDocument: { diagnostic: {}, codeAction: { resolveSupport: { properties: ['edit'] } } },
};

export interface Client {
  readonly connection: ProtocolConnection;
  /** Resolves with the exit code. */
  readonly exited: Promise<number>;
  readonly open: (uri: string, text: string) => void;
  readonly pull: (uri: string) => Promise<readonly Diagnostic[]>;
}

/** A server in this process with a client at the other end of its streams. */
export async function startClient(
  options: {
    capabilities?: ClientCapabilities;
    folder?: string;
    settings?: unknown;
    begin?: boolean;
    locale?: string;
  } = {},
): Promise<Client> {
  const toServer = new PassThrough();
  const toClient = new PassThrough();
  let exit: (code: number) => void = () => undefined;
  const exited = new Promise<number>((resolve) => (exit = resolve));
  serve(toServer, toClient, materials, (code) => exit(code));
  const connection = createProtocolConnection(
    new StreamMessageReader(toClient),
    new StreamMessageWriter(toServer),
  );
  connection.onRequest('workspace/diagnostic/refresh', () => null);
  connection.listen();
  if (options.begin !== false) await begin(connection, options);
  return {
    connection,
    exited,
    open: (uri, text) =>
      void connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri, languageId: 'yaml', version: 1, text },
      }),
    async pull(uri) {
      const report: { items: readonly Diagnostic[] } = await connection.sendRequest(
        'textDocument/diagnostic',
        { textDocument: { uri } },
      );
      return report.items;
    },
  };
}

async function begin(
  connection: ProtocolConnection,
  { capabilities = able, folder, settings, locale = 'en' }: Parameters<typeof startClient>[0] & object,
): Promise<void> {
  const workspaceFolders = folder === undefined ? null : [{ uri: folder, name: 'w' }];
  await connection.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders,
    capabilities,
    locale,
    initializationOptions: { settings },
  });
  void connection.sendNotification('initialized', {});
}

/** The text after the edits of a workspace edit for one document. */
export function textAfter(text: string, edit: WorkspaceEdit | undefined): string {
  const edits = (edit?.documentChanges ?? []).flatMap((change) => ('edits' in change ? change.edits : []));
  const lines = text.split('\n');
  const offset = ({ line, character }: { line: number; character: number }): number =>
    lines.slice(0, line).join('\n').length + (line > 0 ? 1 : 0) + character;
  const flat = edits.flatMap((item) =>
    'newText' in item
      ? [{ start: offset(item.range.start), end: offset(item.range.end), text: item.newText }]
      : [],
  );
  return flat
    .sort((a, b) => b.start - a.start)
    .reduce((done, { start, end, text: put }) => done.slice(0, start) + put + done.slice(end), text);
}
