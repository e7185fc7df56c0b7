import type { Diagnostic } from 'vscode-languageserver/node';
import type { PlacedFinding } from '../service/snapshot.ts';
import { findingsIn } from '../service/snapshot.ts';
import { diagnosticOf, linesOf } from './convert.ts';
import { log } from './log.ts';
import type { Session } from './session.ts';
import { canonicalUri } from './uri.ts';

/** The diagnostics of a document in all units that it is part of; a finding that stands where it stood is the same object again. */
export function diagnosticsIn(session: Session, clientUri: string): readonly Diagnostic[] {
  const uri = canonicalUri(clientUri);
  const first = firstOfEachPlace();
  return session.units.of(uri).flatMap((snapshot) => {
    for (const { rule, error } of snapshot.judgements.failures) log(session, rule, error);
    const lines = linesOf(session, snapshot, uri);
    return findingsIn(snapshot, uri)
      .filter(first)
      .map((placed) => diagnosticOf(placed, lines, snapshot, session));
  });
}

/** A place that stands for several resources – in a loop, or in a module that is called twice – is spoken of once by a rule. */
function firstOfEachPlace(): (placed: PlacedFinding) => boolean {
  const seen = new Map<string, string>();
  return ({ finding, span }) => {
    const place = `${finding.rule} ${span.start} ${span.end}`;
    const owner = seen.get(place);
    seen.set(place, owner ?? finding.resource.id);
    return owner === undefined || owner === finding.resource.id;
  };
}
