import { type ExtensionContext, window } from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { registerCommands } from './commands.ts';
import { connectionTo, startServer } from './connection.ts';
import { SummaryPanels } from './summary/panel.ts';

let client: LanguageClient | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel('Pillarlint', { log: true });
  client = connectionTo(context, log);
  const panels = new SummaryPanels(context, client);
  context.subscriptions.push(log, panels, ...registerCommands(client, panels, log));
  await startServer(client, log);
  panels.followServer();
}

export async function deactivate(): Promise<void> {
  await client?.dispose();
}
