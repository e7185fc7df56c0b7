import { fixesFor, judge } from '../engine/judge.ts';
import type { Judgements, Speech } from '../engine/judgements.ts';
import type { Rule, RuleSet } from '../engine/rule.ts';
import type { Dialect, DocumentEdit } from '../model/dialect.ts';
import type { Finding, FixChanges } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import { type DocumentSpan, type Model, documentSpanOf } from '../model/model.ts';
import { applyEdits } from '../text/textEdit.ts';
import type { Reader } from './reader.ts';
import { type Workspace, withTexts } from './workspace.ts';

/** What is judged and how: stays the same object until a setting changes. */
export interface Terms {
  readonly rules: RuleSet;
  readonly speech: Speech;
}

/** A unit – a template or a module – as it was read and judged at one moment. Never changes. */
export interface Snapshot {
  /** The unit's key: the URI of a template, or of a module's folder. */
  readonly unit: string;
  readonly dialect: Dialect;
  readonly model: Model;
  readonly judgements: Judgements;
  readonly terms: Terms;
  readonly textOf: (uri: string) => string;
  /** The unit as it would be after the edits, judged in the same terms. */
  after(edits: readonly DocumentEdit[]): Snapshot;
}

/** A finding with where it stands now. */
export interface PlacedFinding {
  readonly finding: Finding;
  readonly span: DocumentSpan;
}

/** Reads and judges a unit; what did not change since `previous` is taken over. */
export function takeSnapshot(
  reader: Reader,
  unit: string,
  workspace: Workspace,
  terms: Terms,
  previous?: Snapshot,
): Snapshot {
  const model = reader.read(unit, workspace, previous?.model);
  if (previous?.model === model && previous.terms === terms) return previous;
  const judgements = judge(model, terms.rules, terms.speech, previous?.judgements);
  const texts = new Map(model.uris.map((uri) => [uri, workspace.text(uri) ?? '']));
  const snapshot: Snapshot = {
    unit,
    dialect: reader.dialect,
    model,
    judgements,
    terms,
    textOf: (uri) => texts.get(uri) ?? '',
    after: (edits) =>
      takeSnapshot(reader, unit, withTexts(workspace, textsAfter(texts, edits)), terms, snapshot),
  };
  return snapshot;
}

function textsAfter(texts: ReadonlyMap<string, string>, edits: readonly DocumentEdit[]): Map<string, string> {
  const after = new Map(texts);
  for (const uri of new Set(edits.map((edit) => edit.uri))) {
    const own = edits.filter((edit) => edit.uri === uri);
    after.set(uri, applyEdits(texts.get(uri) ?? '', own));
  }
  return after;
}

/** The findings that stand in one document, in text order. */
export function findingsIn(snapshot: Snapshot, uri: string): readonly PlacedFinding[] {
  const placed: PlacedFinding[] = [];
  for (const finding of snapshot.judgements.within(uri)) {
    const span = finding.at.piece.uri === uri ? placeOf(snapshot, finding.at) : undefined;
    if (span) placed.push({ finding, span });
  }
  return placed.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** Where something stands now; `undefined` when its piece is gone. */
export function placeOf(snapshot: Snapshot, at: Location): DocumentSpan | undefined {
  return documentSpanOf(snapshot.model, at);
}

/** The ways to repair a finding of the snapshot, best first; not yet proven. */
export function fixesOf(finding: Finding, { judgements }: Snapshot): readonly FixChanges[] {
  return fixesFor(finding, judgements);
}

const indexes = new WeakMap<RuleSet, ReadonlyMap<string, Rule>>();

/** `undefined` for an id that is no rule's, such as those of findings about suppressions. */
export function ruleOf(rules: RuleSet, id: string): Rule | undefined {
  let index = indexes.get(rules);
  if (!index) indexes.set(rules, (index = new Map(rules.rules.map((rule) => [rule.id, rule]))));
  return index.get(id);
}
