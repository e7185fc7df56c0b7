import type { Diagnostic } from 'vscode-languageserver/node';
import type { PlacedFinding, Snapshot } from '../service/snapshot.ts';
import { findingsIn } from '../service/snapshot.ts';
import { diagnosticOf, linesOf } from './convert.ts';
import { log } from './log.ts';
import type { Session } from './session.ts';
import { canonicalUri } from './uri.ts';

interface Found extends PlacedFinding {
  readonly snapshot: Snapshot;
}

/** The diagnostics of a document in all units that it is part of; a finding that stands where it stood is the same object again. */
export function diagnosticsIn(session: Session, clientUri: string): readonly Diagnostic[] {
  const uri = canonicalUri(clientUri);
  const snapshots = session.units.of(uri);
  const found = snapshots.flatMap((snapshot) => {
    const placed = findingsIn(snapshot, uri);
    for (const { rule, error } of snapshot.judgements.failures) log(session, rule, error);
    return placed.map(({ finding, span }): Found => ({ finding, span, snapshot }));
  });
  if (snapshots.length > 1) found.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  return firstOfEachPlace(found).map((each) =>
    diagnosticOf(each, linesOf(session, each.snapshot, uri), each.snapshot, session),
  );
}

/**
 * A place that stands for several resources – in a loop, or in a module that is called twice – is spoken of once by a rule.
 * What stands at the same place comes one after the other.
 */
function firstOfEachPlace(found: readonly Found[]): readonly Found[] {
  let place: Found[] = [];
  return found.filter((each) => {
    const { finding, span, snapshot } = each;
    const [first] = place;
    if (first?.span.start !== span.start || first.span.end !== span.end) place = [];
    place.push(each);
    const earlier = place.find((other) => other.finding.rule === finding.rule);
    return earlier?.snapshot === snapshot && earlier.finding.resource.id === finding.resource.id;
  });
}
