import { setImmediate } from 'node:timers/promises';
import type { CancellationToken } from 'vscode-languageserver/node';
import { cancelled } from './guard.ts';
import type { Progress } from './progress.ts';
import type { Session } from './session.ts';

/** So long the scan may keep others waiting, in milliseconds. */
const mostPatience = 8;

/** Hands out documents one by one, and lets everything else be done in between. Throws when it is cancelled. */
export async function* scan(
  session: Session,
  uris: readonly string[],
  token: CancellationToken,
  progress: Progress,
): AsyncGenerator<string> {
  let rested = performance.now();
  try {
    for (const [index, uri] of uris.entries()) {
      yield uri;
      if (performance.now() - rested < mostPatience) continue;
      progress.report(index + 1, uris.length);
      await setImmediate();
      rested = performance.now();
      if (token.isCancellationRequested) throw cancelled();
    }
  } finally {
    progress.end();
    session.units.keepOpen();
  }
}
