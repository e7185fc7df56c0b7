import { fillFinding, messageOf } from '../language/message.ts';
import type { BestPractice, Texts } from '../language/texts.ts';
import { type Finding, type Judgement, type Pillar, type Severity, pillars } from '../model/finding.ts';
import type { Location } from '../model/location.ts';
import type { Resource } from '../model/resource.ts';
import { type LineIndex, type Position, lineIndexOf } from '../text/lineIndex.ts';
import { cautionOf } from './fixAll.ts';
import { type Snapshot, fixesOf, placeOf, ruleOf } from './snapshot.ts';
import { frameworkSentence, pillarSentence } from './summaryGuidance.ts';

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
  readonly practices: readonly {
    readonly id: string;
    readonly title: string;
    readonly risk: string;
    readonly href: string;
  }[];
  /** What the Framework is, in a sentence. */
  readonly framework?: string;
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

export interface SummaryPillar {
  readonly id: Pillar;
  readonly title: string;
  /** What it asks, in a sentence. */
  readonly asks?: string;
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

/** Gathers a summary unit by unit, so that none needs to be kept. */
export class SummaryGathering {
  readonly #texts: Texts;
  readonly #counts = new Map(pillars.map((pillar) => [pillar, { failed: 0, passed: 0, unknown: 0 }]));
  readonly #findings: SummaryFinding[] = [];
  readonly #unknowns: SummaryUnknown[] = [];
  readonly #documents = new Set<string>();
  #resources = 0;

  constructor(texts: Texts) {
    this.#texts = texts;
  }

  add(snapshot: Snapshot): void {
    const place = placing(snapshot, this.#texts);
    for (const uri of snapshot.model.uris) this.#documents.add(uri);
    this.#resources += snapshot.model.resources.filter(
      ({ silent, type }) => silent !== true && !type.startsWith('@'),
    ).length;
    for (const finding of snapshot.judgements.findings) this.#addFinding(finding, snapshot, place);
    for (const [resource, judgements] of snapshot.judgements.byResource) {
      for (const judgement of judgements) this.#addJudgement(judgement, resource, snapshot, place);
    }
  }

  /** `name` is what the units are called together, with a `uri` where that is one document. */
  finish(about: { readonly name: string; readonly uri?: string }): Summary {
    const texts = this.#texts;
    const framework = frameworkSentence(texts);
    return {
      language: texts.language,
      subject: { ...about, documents: this.#documents.size, resources: this.#resources },
      pillars: [...this.#counts].map(([id, count]) => ({ ...pillarPart(id, texts), ...count })),
      findings: this.#findings.sort(
        (a, b) => severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity),
      ),
      unknowns: this.#unknowns,
      practices: practicesOf(this.#findings, texts),
      ...(framework === undefined ? {} : { framework }),
      texts: Object.fromEntries(pageTexts.map((key) => [key, texts.sentence(`summary.${key}`)])),
    };
  }

  #addFinding(finding: Finding, snapshot: Snapshot, place: Place): void {
    const placed = place(finding.rule, finding.resource, finding.at);
    const count = placed && this.#counts.get(placed.pillar);
    if (!count) return;
    count.failed++;
    this.#findings.push({ ...placed, ...findingPart(finding, snapshot, this.#texts) });
  }

  #addJudgement(
    { rule, verdict, causes }: Judgement,
    resource: Resource,
    snapshot: Snapshot,
    place: Place,
  ): void {
    const pillar = ruleOf(snapshot.terms.rules, rule)?.pillar;
    const count = pillar && this.#counts.get(pillar);
    if (!count || verdict === 'fail') return;
    count[verdict === 'pass' ? 'passed' : 'unknown']++;
    const placed =
      verdict === 'unknown' ? place(rule, resource, causes[0]?.at ?? resource.nameAt) : undefined;
    if (placed)
      this.#unknowns.push({
        ...placed,
        causes: [...new Set(causes.map((cause) => this.#texts.cause(cause)))],
      });
  }
}

function pillarPart(id: Pillar, texts: Texts): Pick<SummaryPillar, 'id' | 'title' | 'asks'> {
  const asks = pillarSentence(id, texts);
  return { id, title: texts.pillar(id), ...(asks === undefined ? {} : { asks }) };
}

function findingPart(
  finding: Finding,
  snapshot: Snapshot,
  texts: Texts,
): Omit<SummaryFinding, keyof SummaryPlace> {
  const { fix, title, caution } = texts.rule(finding.rule);
  const kind = cautionOf(finding, snapshot);
  const words = kind && (caution ?? texts.sentence(`caution.${kind}`));
  const offered = {
    title: fillFinding(fix ?? title, finding, texts),
    ...(words === undefined ? {} : { caution: fillFinding(words, finding, texts) }),
  };
  return {
    message: messageOf(finding, texts),
    severity: finding.severity,
    practices: ruleOf(snapshot.terms.rules, finding.rule)?.bestPractices ?? [],
    ...(fixesOf(finding, snapshot).length > 0 ? { fix: offered } : {}),
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
  const practices = ids
    .map((id) => texts.bestPractice(id))
    .filter((practice): practice is BestPractice => practice !== undefined);
  return practices.map(({ id, title, risk, url }) => ({
    id,
    title,
    risk: texts.sentence(`risk.${risk}`),
    href: url,
  }));
}
