import type { Rule } from '../engine/rule.ts';
import { fillFinding, messageOf, originOf } from '../language/message.ts';
import type { Texts } from '../language/texts.ts';
import type { Finding } from '../model/finding.ts';
import type { DocumentSpan } from '../model/model.ts';
import type { Resource } from '../model/resource.ts';
import { encloses } from '../text/span.ts';
import { code, escaped, listItem } from './markdown.ts';
import { type Snapshot, findingsIn, fixesOf, placeOf, ruleOf } from './snapshot.ts';

export interface Hover {
  readonly markdown: string;
  readonly span: DocumentSpan;
}

/** Past this many at one place the rest is left to the editor's own list. */
const mostFindings = 4;
const mostUnknowns = 8;

/** What is to be said at an offset: of the findings there, else of what could not be judged; `undefined` when nothing. */
export function hoverAt(snapshot: Snapshot, uri: string, offset: number, texts: Texts): Hover | undefined {
  const cursor = { start: offset, end: offset };
  const here = findingsIn(snapshot, uri).filter(({ span }) => encloses(span, cursor));
  here.sort((a, b) => riskOf(b.finding) - riskOf(a.finding));
  const [first] = here;
  if (!first) return unknownAt(snapshot, uri, offset, texts);
  const parts = here.slice(0, mostFindings).map(({ finding }) => explainFinding(finding, snapshot, texts));
  return { markdown: parts.join('\n\n---\n\n'), span: first.span };
}

const risks = ['info', 'low', 'medium', 'high'] as const;

function riskOf({ severity }: Finding): number {
  return risks.indexOf(severity);
}

/** A finding in full as Markdown, the shortest first. */
function explainFinding(finding: Finding, snapshot: Snapshot, texts: Texts): string {
  const rule = ruleOf(snapshot.terms.rules, finding.rule);
  const { title, rationale } = texts.rule(finding.rule);
  const risk = rule ? [texts.pillar(rule.pillar), texts.sentence(`severity.${rule.severity}`)] : [];
  const blocks = [
    `**${escaped(messageOf(finding, texts))}**`,
    [code(finding.rule), escaped(title), ...risk].join(' · '),
    escaped(rationale),
    [
      ...guidanceItems(rule, texts),
      ...repairItems(finding, snapshot, texts),
      ...circumstances(finding, snapshot, texts),
    ].join('\n'),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function guidanceItems(rule: Rule | undefined, texts: Texts): string[] {
  const principles = (rule?.guidance ?? []).flatMap((id) => {
    const guidance = texts.guidance(id);
    return guidance ? [`**${escaped(guidance.title)}** – ${escaped(guidance.summary)}`] : [];
  });
  const practices = (rule?.bestPractices ?? []).flatMap((id) => {
    const practice = texts.bestPractice(id);
    return practice
      ? [`[${id}](${practice.url}) ${escaped(practice.title)} · ${texts.sentence(`risk.${practice.risk}`)}`]
      : [];
  });
  return [
    ...principles.map((text) => listItem(texts.sentence('hover.principle'), text)),
    ...practices.map((text) => listItem(texts.sentence('hover.bestPractice'), text)),
  ];
}

function repairItems(finding: Finding, snapshot: Snapshot, texts: Texts): string[] {
  const { absent, tradeoff, fix, remedy, caution, note } = texts.rule(finding.rule);
  const items = [
    ['hover.absent', absent],
    ['hover.tradeoff', tradeoff],
    ['hover.fix', remedy ?? fix],
    ['hover.caution', caution],
    ['hover.note', note],
  ] as const;
  const next = (fixesOf(finding, snapshot)[0]?.follows ?? []).map((rule) => escaped(texts.rule(rule).title));
  return [
    ...items.flatMap(([key, text]) =>
      text === undefined ? [] : [listItem(texts.sentence(key), escaped(fillFinding(text, finding, texts)))],
    ),
    ...(next.length > 0 ? [listItem(texts.sentence('hover.next'), next.join('; '))] : []),
  ];
}

/** What else the verdict rests on: the way of the value, other resources, and what of the same could not be known. */
function circumstances(finding: Finding, snapshot: Snapshot, texts: Texts): string[] {
  const origins = finding.origins.length > 1 ? finding.origins : [];
  const way = origins.map((origin) => escaped(originOf(origin, finding.resource.dialect, texts)));
  const related = finding.related.map(({ resource }) => code(resource.name));
  const judgements = snapshot.judgements.of(finding.resource);
  const causes = judgements
    .filter(({ rule }) => rule === finding.rule)
    .flatMap((judgement) => judgement.causes);
  return [
    ...(way.length > 0 ? [listItem(texts.sentence('hover.origins'), way.join(' → '))] : []),
    ...(related.length > 0
      ? [listItem(texts.sentence('hover.related'), [...new Set(related)].join(', '))]
      : []),
    ...causes.map((cause) => listItem(texts.sentence('hover.unknown'), escaped(texts.cause(cause)))),
  ];
}

function unknownAt(snapshot: Snapshot, uri: string, offset: number, texts: Texts): Hover | undefined {
  const found = unknownsAt(snapshot, uri, offset);
  const [first] = found;
  if (!first) return undefined;
  const lines = found.slice(0, mostUnknowns).map(({ rule, cause }) => {
    const verdict = texts.sentence('hover.unknownVerdict', { title: texts.rule(rule).title });
    return `- ${escaped(`${verdict} ${texts.cause(cause)}`)}`;
  });
  return { markdown: lines.join('\n'), span: first.span };
}

/** The causes that stand at an offset, one for each rule that rests on them. */
function unknownsAt(snapshot: Snapshot, uri: string, offset: number) {
  const cursor = { start: offset, end: offset };
  const found = [];
  const seen = new Set<string>();
  for (const resource of snapshot.model.resources) {
    if (!isNear(resource, snapshot, uri, offset)) continue;
    for (const { rule, causes } of snapshot.judgements.of(resource)) {
      for (const cause of causes) {
        const span = cause.at && placeOf(snapshot, cause.at);
        if (span?.uri !== uri || !encloses(span, cursor) || seen.has(rule)) continue;
        seen.add(rule);
        found.push({ rule, cause, span });
      }
    }
  }
  return found;
}

function isNear({ piece }: Resource, { model }: Snapshot, uri: string, offset: number): boolean {
  const start = model.startOf(piece);
  return start !== undefined && piece.uri === uri && start <= offset && offset <= start + piece.text.length;
}
