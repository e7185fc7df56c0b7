import { randomBytes } from 'node:crypto';
import {
  type Disposable,
  type ExtensionContext,
  Uri,
  ViewColumn,
  type WebviewPanel,
  env,
  window,
} from 'vscode';
import { type LanguageClient, State } from 'vscode-languageclient/node';
import {
  type Summary,
  type SummaryParams,
  markdownRequest,
  summaryChanged,
  summaryRequest,
} from '../protocol.ts';
import { say } from '../words.ts';
import type { PageMessage, PageRange } from './message.ts';

/** The open summaries: one for each document that was asked for, and one for the workspace. */
export class SummaryPanels implements Disposable {
  readonly #panels = new Map<string, { readonly panel: WebviewPanel; readonly params: SummaryParams }>();
  readonly #context: ExtensionContext;
  readonly #client: LanguageClient;
  #listener: Disposable | undefined;

  constructor(context: ExtensionContext, client: LanguageClient) {
    this.#context = context;
    this.#client = client;
  }

  /** Shows the summary of a document, or of the workspace. */
  async show(document?: Uri): Promise<void> {
    const params = document ? { uri: this.#client.code2ProtocolConverter.asUri(document) } : {};
    const key = params.uri ?? '';
    const open = this.#panels.get(key);
    if (open) {
      open.panel.reveal();
      await this.#fill(key);
      return;
    }
    const summary = await this.#ask(params);
    if (summary) this.#open(key, params, summary);
    else await window.showInformationMessage(say('noTemplate'));
  }

  followServer(): void {
    this.#listener = this.#client.onNotification(summaryChanged, () => {
      for (const [key, { panel }] of this.#panels) if (panel.visible && key !== '') void this.#fill(key);
    });
  }

  dispose(): void {
    this.#listener?.dispose();
    for (const { panel } of this.#panels.values()) panel.dispose();
  }

  #ask(params: SummaryParams): Promise<Summary | null> {
    return this.#client.state === State.Running
      ? this.#client.sendRequest<Summary | null>(summaryRequest, params)
      : Promise.resolve(null);
  }

  #open(key: string, params: SummaryParams, summary: Summary): void {
    const dist = Uri.joinPath(this.#context.extensionUri, 'dist');
    const title = `${summary.texts.heading}: ${summary.subject.name}`;
    const panel = window.createWebviewPanel('pillarlint.summary', title, ViewColumn.Beside, {
      enableScripts: true,
      localResourceRoots: [dist],
    });
    this.#panels.set(key, { panel, params });
    panel.onDidDispose(() => this.#panels.delete(key));
    panel.webview.onDidReceiveMessage((message: PageMessage) => this.#answer(key, message, summary));
    panel.webview.html = pageOf(
      panel.webview.cspSource,
      panel.webview.asWebviewUri(Uri.joinPath(dist, 'summary.js')).toString(),
      panel.webview.asWebviewUri(Uri.joinPath(dist, 'summary.css')).toString(),
      summary.language,
    );
  }

  async #fill(key: string, summary?: Summary): Promise<void> {
    const open = this.#panels.get(key);
    if (!open) return;
    const current = summary ?? (await this.#ask(open.params));
    if (current) await open.panel.webview.postMessage(current);
  }

  async #answer(key: string, message: PageMessage, first: Summary): Promise<void> {
    switch (message.kind) {
      case 'ready':
        return this.#fill(key, first);
      case 'refresh':
        return this.#fill(key);
      case 'copy':
        return this.#copy(key);
      case 'open':
        return this.#reveal(message.uri, message.range);
      case 'fix':
        await this.#client.sendRequest('workspace/executeCommand', {
          command: 'pillarlint.fixFinding',
          arguments: [message],
        });
        return this.#fill(key);
    }
  }

  async #copy(key: string): Promise<void> {
    const markdown = await this.#client.sendRequest<string | null>(
      markdownRequest,
      this.#panels.get(key)?.params ?? {},
    );
    if (markdown === null) return;
    await env.clipboard.writeText(markdown);
    window.setStatusBarMessage(say('copied'), 3000);
  }

  async #reveal(uri: string, range: PageRange): Promise<void> {
    const selection = this.#client.protocol2CodeConverter.asRange(range);
    await window.showTextDocument(this.#client.protocol2CodeConverter.asUri(uri), {
      selection,
      viewColumn: ViewColumn.One,
    });
  }
}

/** A page that runs our script only, and reaches nothing. */
function pageOf(source: string, script: string, style: string, language: string): string {
  const nonce = randomBytes(16).toString('base64');
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src ${source}; script-src 'nonce-${nonce}'">
<link rel="stylesheet" href="${style}">
<title>Pillarlint</title>
</head>
<body>
<main id="summary" aria-live="polite"></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
