import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from 'vscode-languageserver/node';
import { log } from './log.ts';
import type { Session } from './session.ts';

type Handler<P, R> = (params: P, token: CancellationToken) => R | Promise<R>;

/**
 * Answers a request: not before the server runs nor after it has ended, not while newer input waits, not once it is cancelled.
 * An exception costs this one answer and is logged.
 */
export function answer<P, R>(
  session: Session,
  method: string,
  handle: Handler<P, R>,
): (params: P, token: CancellationToken) => Promise<R | ResponseError<never>> {
  return async (params, token) => {
    const refused = refusal(session);
    if (refused) return refused;
    await session.pipe.drained();
    if (token.isCancellationRequested) return cancelled();
    try {
      return await handle(params, token);
    } catch (error) {
      if (error instanceof ResponseError) return error as ResponseError<never>;
      log(session, method, error);
      return new ResponseError(ErrorCodes.InternalError, session.texts.sentence('server.failed'));
    }
  };
}

/** Takes a notification in; an exception is logged. */
export function accept<P>(
  session: Session,
  method: string,
  handle: (params: P) => void | Promise<void>,
): (params: P) => Promise<void> {
  return async (params) => {
    if (refusal(session)) return;
    try {
      await handle(params);
    } catch (error) {
      log(session, method, error);
    }
  };
}

export function cancelled(): ResponseError<never> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, 'Cancelled');
}

function refusal({ phase }: Session): ResponseError<never> | undefined {
  if (phase === 'starting')
    return new ResponseError(ErrorCodes.ServerNotInitialized, 'The server is not initialized');
  if (phase === 'ended') return new ResponseError(ErrorCodes.InvalidRequest, 'The server has been shut down');
  return undefined;
}
