import { fillFinding, messageOf } from '../language/message.ts';
import type { BestPractice, Texts } from '../language/texts.ts';
import { type Finding, type Pillar, type Severity, pillars } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import type { Resource } from '../model/resource.ts';
import { type LineIndex, type Position, lineIndexOf } from '../text/lineIndex.ts';
import { cautionOf } from './fixAll.ts';
import { type Snapshot, placeOf, ruleOf } from './snapshot.ts';

/** What a document, a module or a whole workspace looks like by the six pillars. */
export interface Summary {
  readonly language: 'en' | 'ko';
  readonly subject: Subject;
  /** All six, in the Framework's order. */
  readonly pillars: readonly SummaryPillar[];
  /** By severity, then in text order. */
  readonly findings: readonly SummaryFinding[];
  readonly unknowns: readonly SummaryUnknown[];
  /** The best practices that the findings name, by id. */
  readonly practices: readonly { readonly id: string; readonly title: string; readonly risk: string; readonly href: string }[];
  /** The page's fixed texts. */
  readonly texts: Readonly<Record<string, string>>;
}

interface Subject {
  /** Left out for the workspace. */
  readonly uri?: string;
  readonly name: string;
  readonly documents: number;
  readonly resources: number;
}

interface SummaryPillar {
  readonly id: Pillar;
  readonly title: string;
  /** Findings, and pairs of rule and resource that passed or could not be told. */
  readonly failed: number;
  readonly passed: number;
  readonly unknown: number;
}

/** What a finding and an unknown verdict have in common. */
export interface SummaryPlace {
  readonly rule: string;
  readonly title: string;
  readonly pillar: Pillar;
  readonly resource: string;
  readonly resourceType: string;
  readonly uri: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

export interface SummaryFinding extends SummaryPlace {
  readonly message: string;
  readonly severity: Severity;
  readonly practices: readonly string[];
  /** The fix that is offered first, where there is one. */
  readonly fix?: { readonly title: string; readonly caution?: string };
}

export interface SummaryUnknown extends SummaryPlace {
  /** A sentence each. */
  readonly causes: readonly string[];
}

const pageTexts = [
  'heading',
  'failed',
  'passed',
  'unknown',
  'chart',
  'subject',
  'byResource',
  'byPractice',
  'unknowns',
  'noFindings',
  'nothingJudged',
  'allPillars',
  'fix',
  'caution',
  'copy',
  'copied',
  'refresh',
  'high',
  'medium',
  'low',
  'info',
] as const;

const severityOrder: readonly Severity[] = ['high', 'medium', 'low', 'info'];

/** The summary of some units together; `name` is what they are called, with a `uri` where that is one document. */
export function summarize(snapshots: Iterable<Snapshot>, about: { readonly name: string; readonly uri?: string }, texts: Texts): Summary {
  const counts = new Map(pillars.map((pillar) => [pillar, { failed: 0, passed: 0, unknown: 0 }]));
  const findings: SummaryFinding[] = [];
  const unknowns: SummaryUnknown[] = [];
  const documents = new Set<string>();
  let resources = 0;
  for (const snapshot of snapshots) {
    const place = placing(snapshot, texts);
    for (const uri of snapshot.model.uris) documents.add(uri);
    resources += snapshot.model.resources.filter(({ silent, type }) => silent !== true && !type.startsWith('@')).length;
    for (const finding of snapshot.judgements.findings) {
      const placed = place(finding.rule, finding.resource, finding.at);
      const count = placed && counts.get(placed.pillar);
      if (!count) continue;
      count.failed++;
      findings.push({ ...placed, ...findingPart(finding, snapshot, texts) });
    }
    for (const [resource, judgements] of snapshot.judgements.byResource) {
      for (const { rule, verdict, causes } of judgements) {
        if (verdict === 'fail') continue;
        const pillar = ruleOf(snapshot.terms.rules, rule)?.pillar;
        const count = pillar && counts.get(pillar);
        if (!count) continue;
        if (verdict === 'pass') {
          count.passed++;
          continue;
        }
        count.unknown++;
        const placed = place(rule, resource, causes[0]?.at ?? resource.nameAt);
        if (placed) unknowns.push({ ...placed, causes: [...new Set(causes.map((cause) => texts.cause(cause)))] });
      }
    }
  }
  return {
    language: texts.language,
    subject: { ...about, documents: documents.size, resources },
    pillars: pillars.map((id) => ({ id, title: texts.pillar(id), ...(counts.get(id) ?? { failed: 0, passed: 0, unknown: 0 }) })),
    findings: findings.sort((a, b) => severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity)),
    unknowns,
    practices: practicesOf(findings, texts),
    texts: Object.fromEntries(pageTexts.map((key) => [key, texts.sentence(`summary.${key}`)])),
  };
}

function findingPart(finding: Finding, snapshot: Snapshot, texts: Texts): Omit<SummaryFinding, keyof SummaryPlace> {
  const { fix, title, caution } = texts.rule(finding.rule);
  const kind = cautionOf(finding, snapshot);
  const words = kind && (caution ?? texts.sentence(`caution.${kind}`));
  const offered = { title: fillFinding(fix ?? title, finding, texts), ...(words === undefined ? {} : { caution: fillFinding(words, finding, texts) }) };
  return {
    message: messageOf(finding, texts),
    severity: finding.severity,
    practices: ruleOf(snapshot.terms.rules, finding.rule)?.bestPractices ?? [],
    ...(finding.fixes.length > 0 ? { fix: offered } : {}),
  };
}

type Place = (rule: string, resource: Resource, at: Location) => SummaryPlace | undefined;

/** What a rule has to do with a place, for one snapshot; `undefined` for findings that are no rule's. */
function placing(snapshot: Snapshot, texts: Texts): Place {
  const indexes = new Map<string, LineIndex>();
  return (rule, resource, at) => {
    const span = placeOf(snapshot, at) ?? placeOf(snapshot, resource.nameAt);
    const pillar = ruleOf(snapshot.terms.rules, rule)?.pillar;
    if (!span || pillar === undefined) return undefined;
    let index = indexes.get(span.uri);
    if (!index) indexes.set(span.uri, (index = lineIndexOf(snapshot.textOf(span.uri))));
    return {
      rule,
      title: texts.rule(rule).title,
      pillar,
      resource: resource.name,
      resourceType: resource.type,
      uri: span.uri,
      range: { start: index.positionAt(span.start), end: index.positionAt(span.end) },
    };
  };
}

function practicesOf(findings: readonly SummaryFinding[], texts: Texts): Summary['practices'] {
  const ids = [...new Set(findings.flatMap(({ practices }) => practices))].sort();
  const practices = ids.map((id) => texts.bestPractice(id)).filter((practice): practice is BestPractice => practice !== undefined);
  return practices.map(({ id, title, risk, url }) => ({ id, title, risk: texts.sentence(`risk.${risk}`), href: url }));
}
