import { NotificationType0 } from 'vscode-languageserver/node';
import type { Session } from './session.ts';

const summaryChanged = new NotificationType0('pillarlint/summaryChanged');

/** A summary need not follow each keystroke: so many milliseconds pass between two notices. */
const pause = 300;

const shown = new WeakSet<Session>();
const waiting = new WeakSet<Session>();

/** The client has a summary now and wants to hear when it is out of date. */
export function noteSummary(session: Session): void {
  shown.add(session);
}

/** Tells a client that has asked for a summary that it may have changed. */
export function outdateSummary(session: Session): void {
  if (!shown.has(session) || waiting.has(session)) return;
  waiting.add(session);
  setTimeout(() => {
    waiting.delete(session);
    void session.connection.sendNotification(summaryChanged);
  }, pause).unref();
}
