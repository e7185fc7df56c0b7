import { LogMessageNotification, MessageType } from 'vscode-languageserver/node';
import type { Session } from './session.ts';

const logged = new Set<string>();

/** Writes an exception to the client's log, each kind once. */
export function log({ connection }: Session, what: string, error: unknown): void {
  const message = `${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
  if (logged.has(message)) return;
  logged.add(message);
  void connection.sendNotification(LogMessageNotification.type, { type: MessageType.Error, message });
}
