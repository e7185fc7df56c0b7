import type { Diagnostic } from 'vscode-languageserver/node';
import { diagnosticsOf } from './convert.ts';
import type { Session } from './session.ts';
import { canonicalUri } from './uri.ts';

/** The diagnostics of a document in all units that it is part of; the same finding of several units once. */
export function diagnosticsIn(session: Session, clientUri: string): readonly Diagnostic[] {
  const uri = canonicalUri(clientUri);
  const [first, ...others] = session.units.of(uri);
  if (!first) return [];
  const own = diagnosticsOf(first, uri, session);
  if (others.length === 0) return own;
  const seen = new Map<string, Diagnostic>();
  for (const diagnostic of [...own, ...others.flatMap((snapshot) => diagnosticsOf(snapshot, uri, session))]) {
    const { range, code, message } = diagnostic;
    const key = JSON.stringify([code, range, message]);
    if (!seen.has(key)) seen.set(key, diagnostic);
  }
  return [...seen.values()];
}
