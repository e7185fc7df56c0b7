import type { RuleSet } from '../engine/rule.ts';
import { messageOf } from '../language/message.ts';
import type { Texts } from '../language/texts.ts';
import { Disk } from '../lsp/disk.ts';
import type { Pillar, Severity } from '../model/finding.ts';
import { allReaders } from '../service/reader.ts';
import { type Profile, defaultSettings, speechOf, strictSpeech } from '../service/settings.ts';
import { type Snapshot, fixesOf, placeOf, ruleOf } from '../service/snapshot.ts';
import { Units } from '../service/units.ts';
import { type LineIndex, type Position, lineIndexOf } from '../text/lineIndex.ts';

/** A finding as the command line reports it. */
export interface Report {
  readonly ruleId: string;
  readonly uri: string;
  readonly resource: string;
  readonly range: { readonly start: Position; readonly end: Position };
  readonly severity: Severity;
  /** Left out for findings about suppressions. */
  readonly pillar?: Pillar | undefined;
  readonly bestPractices: readonly string[];
  readonly message: string;
  readonly hasFix: boolean;
}

export interface Outcome {
  readonly reports: readonly Report[];
  /** How many documents were judged. */
  readonly documents: number;
  /** The rules that broke down, with the error of the first time. */
  readonly failures: ReadonlyMap<string, unknown>;
}

/** Judges everything below some paths. */
export function check(
  paths: readonly string[],
  { all, profile }: { readonly all: boolean; readonly profile: Profile },
  rules: RuleSet,
  texts: Texts,
): Outcome {
  const disk = new Disk(paths);
  const speech = all ? strictSpeech : speechOf({ ...defaultSettings, profile });
  const units = new Units(disk, allReaders(), { rules, speech });
  const reports = new Map<string, Report>();
  const seen = new Set<string>();
  const documents = new Set<string>();
  const failures = new Map<string, unknown>();
  for (const uri of disk.walk()) {
    for (const snapshot of units.of(uri)) {
      if (seen.has(snapshot.unit)) continue;
      seen.add(snapshot.unit);
      for (const document of snapshot.model.uris) documents.add(document);
      for (const report of reportsOf(snapshot, texts))
        reports.set(JSON.stringify([report.ruleId, report.resource, report.uri, report.range]), report);
      for (const { rule, error } of snapshot.judgements.failures)
        if (!failures.has(rule)) failures.set(rule, error);
    }
  }
  return { reports: [...reports.values()].sort(inOrder), documents: documents.size, failures };
}

function* reportsOf(snapshot: Snapshot, texts: Texts): Generator<Report> {
  const indexes = new Map<string, LineIndex>();
  for (const finding of snapshot.judgements.findings) {
    const span = placeOf(snapshot, finding.at);
    if (!span) continue;
    let lines = indexes.get(span.uri);
    if (!lines) indexes.set(span.uri, (lines = lineIndexOf(snapshot.textOf(span.uri))));
    const rule = ruleOf(snapshot.terms.rules, finding.rule);
    const { resource } = finding;
    yield {
      ruleId: finding.rule,
      uri: span.uri,
      resource: resource.dialect === 'cloudformation' ? resource.name : resource.id,
      range: { start: lines.positionAt(span.start), end: lines.positionAt(span.end) },
      severity: finding.severity,
      pillar: rule?.pillar,
      bestPractices: rule?.bestPractices ?? [],
      message: messageOf(finding, texts),
      hasFix: fixesOf(finding, snapshot).length > 0,
    };
  }
}

function inOrder(a: Report, b: Report): number {
  if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
  return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
}
