import {
  CancellationTokenSource,
  NotificationType,
  ProgressType,
  WorkDoneProgressCreateRequest,
} from 'vscode-languageserver/node';
import type { ProgressToken } from 'vscode-languageserver/node';
import type { Session } from './session.ts';

/** Shown while something long runs. */
export interface Progress {
  report(done: number, total: number): void;
  end(): void;
}

const workDone = new ProgressType<object>();
const cancel = new NotificationType<{ readonly token: ProgressToken }>('window/workDoneProgress/cancel');

let count = 0;

/** Progress under the token that the client sent; without one it says nothing. */
export function progressUnder(session: Session, token: ProgressToken | undefined): Progress {
  const { connection, texts } = session;
  const send = (value: object): void => {
    if (token !== undefined) void connection.sendProgress(workDone, token, value);
  };
  let last = 0;
  send({ kind: 'begin', title: texts.sentence('scan.title'), cancellable: true, percentage: 0 });
  return {
    report(done, total) {
      const percentage = Math.floor((100 * done) / Math.max(1, total));
      if (percentage === last) return;
      last = percentage;
      send({ kind: 'report', message: texts.sentence('scan.progress', { done, total }), percentage });
    },
    end: () => send({ kind: 'end' }),
  };
}

/** Progress that the client is asked to show and whose cancel button cancels `source`. */
export async function offeredProgress(session: Session, source: CancellationTokenSource): Promise<Progress> {
  if (!session.client.showsProgress) return progressUnder(session, undefined);
  const token = `pillarlint-${++count}`;
  await session.connection.sendRequest(WorkDoneProgressCreateRequest.type, { token });
  const listener = session.connection.onNotification(cancel, (params) => {
    if (params.token === token) source.cancel();
  });
  const progress = progressUnder(session, token);
  return {
    report: (done, total) => progress.report(done, total),
    end() {
      progress.end();
      listener.dispose();
    },
  };
}
