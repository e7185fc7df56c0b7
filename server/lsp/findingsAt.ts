import { Range } from 'vscode-languageserver/node';
import type { Finding } from '../model/finding.ts';
import { type Snapshot, findingsIn } from '../service/snapshot.ts';
import { overlaps } from '../text/span.ts';
import { linesOf, spanOf } from './convert.ts';
import type { Session } from './session.ts';
import { canonicalUri } from './uri.ts';

/** The findings that a client names by rule and range; without a range all of the rule. */
export function findingsAt(
  session: Session,
  clientUri: string,
  {
    rule,
    range,
    resource,
  }: { readonly rule?: unknown; readonly range?: unknown; readonly resource?: unknown },
): readonly { readonly snapshot: Snapshot; readonly finding: Finding }[] {
  const uri = canonicalUri(clientUri);
  return session.units.of(uri).flatMap((snapshot) => {
    const span = Range.is(range) ? spanOf(range, linesOf(session, snapshot, uri)) : undefined;
    const own = findingsIn(snapshot, uri).filter(
      (placed) =>
        placed.finding.rule === rule &&
        (!span || overlaps(placed.span, span)) &&
        (typeof resource !== 'string' || placed.finding.resource.id === resource),
    );
    return own.map(({ finding }) => ({ snapshot, finding }));
  });
}
