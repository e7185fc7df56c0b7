import {
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  DiagnosticTag,
  type Range,
} from 'vscode-languageserver/node';
import { messageOf } from '../language/message.ts';
import type { Texts } from '../language/texts.ts';
import type { Finding } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import type { DocumentSpan } from '../model/model.ts';
import { type PlacedFinding, type Snapshot, placeOf, ruleOf } from '../service/snapshot.ts';
import type { LineIndex, Position } from '../text/lineIndex.ts';
import type { Span } from '../text/span.ts';
import type { Session } from './session.ts';

const documentation = 'https://github.com/pillarlint/pillarlint/blob/main/docs/rules';

export function rangeOf(span: Span, lines: LineIndex): Range {
  return { start: lines.positionAt(span.start), end: lines.positionAt(span.end) };
}

export function spanOf(range: Range, lines: LineIndex): Span {
  return { start: lines.offsetAt(range.start), end: lines.offsetAt(range.end) };
}

interface Kept {
  readonly diagnostic: Diagnostic;
  readonly texts: Texts;
  readonly highSeverity: string;
}

const kept = new WeakMap<Finding, Kept>();

export function linesOf(session: Session, snapshot: Snapshot, uri: string): LineIndex {
  return session.documents.linesOf(uri, snapshot.textOf(uri));
}

/** The diagnostic of a finding; the same object again while nothing of it has changed. */
export function diagnosticOf(
  { finding, span }: PlacedFinding,
  lines: LineIndex,
  snapshot: Snapshot,
  session: Session,
): Diagnostic {
  const { texts, settings } = session;
  const last = kept.get(finding);
  const spoken =
    last?.texts === texts && last.highSeverity === settings.highSeverity ? last.diagnostic : undefined;
  const relatedInformation = relatedOf(finding, snapshot, session);
  if (
    spoken &&
    standsAt(spoken.range, span, lines) &&
    sameRelated(spoken.relatedInformation ?? [], relatedInformation)
  )
    return spoken;
  const rule = ruleOf(snapshot.terms.rules, finding.rule);
  const diagnostic: Diagnostic = {
    range: rangeOf(span, lines),
    severity: severityOf(finding, session),
    code: finding.rule,
    codeDescription: { href: `${documentation}/${finding.rule}.md` },
    source: 'Pillarlint',
    message: spoken?.message ?? messageOf(finding, texts),
    ...(finding.rule === 'suppression-unused' ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(relatedInformation.length > 0 ? { relatedInformation } : {}),
    data: {
      resource: finding.resource.id,
      risk: finding.severity,
      ...(rule ? { pillar: rule.pillar, bestPractices: rule.bestPractices } : {}),
    },
  };
  kept.set(finding, { diagnostic, texts, highSeverity: settings.highSeverity });
  return diagnostic;
}

function severityOf({ severity }: Finding, { settings }: Session): DiagnosticSeverity {
  switch (severity) {
    case 'high':
      return settings.highSeverity === 'error' ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
    case 'medium':
      return DiagnosticSeverity.Warning;
    case 'low':
      return DiagnosticSeverity.Information;
    case 'info':
      return DiagnosticSeverity.Hint;
  }
}

const none: DiagnosticRelatedInformation[] = [];

/** The other resources that the verdict rests on, and where the value comes from. */
function relatedOf(finding: Finding, snapshot: Snapshot, session: Session): DiagnosticRelatedInformation[] {
  if (finding.related.length === 0 && finding.origins.length === 0) return none;
  const { texts } = session;
  const told = (at: Location | undefined, message: string): DiagnosticRelatedInformation[] => {
    const span = at && placeOf(snapshot, at);
    return span ? [{ location: locationOf(span, snapshot, session), message }] : [];
  };
  return [
    ...finding.related.flatMap(({ resource, at }) =>
      told(at, texts.sentence('related.resource', { resource: resource.name })),
    ),
    ...finding.origins.flatMap(({ at }) => told(at, texts.sentence('related.origin'))),
  ];
}

function locationOf(span: DocumentSpan, snapshot: Snapshot, session: Session): { uri: string; range: Range } {
  return {
    uri: session.documents.clientUri(span.uri),
    range: rangeOf(span, linesOf(session, snapshot, span.uri)),
  };
}

/** True when a range still means the span: cheaper than working out where the span is now. */
function standsAt(range: Range, span: Span, lines: LineIndex): boolean {
  return lines.offsetAt(range.start) === span.start && lines.offsetAt(range.end) === span.end;
}

function sameRelated(
  a: readonly DiagnosticRelatedInformation[],
  b: readonly DiagnosticRelatedInformation[],
): boolean {
  return a.length === b.length && a.every((each, index) => sameInformation(each, b[index]));
}

function sameInformation(
  { location, message }: DiagnosticRelatedInformation,
  other: DiagnosticRelatedInformation | undefined,
): boolean {
  if (message !== other?.message || location.uri !== other.location.uri) return false;
  const [range, its] = [location.range, other.location.range];
  return samePosition(range.start, its.start) && samePosition(range.end, its.end);
}

function samePosition(a: Position, b: Position): boolean {
  return a.line === b.line && a.character === b.character;
}
