import type { Texts } from '../language/texts.ts';
import { fillFinding, originOf } from '../language/message.ts';
import type { DocumentEdit } from '../model/dialect.ts';
import type { Finding } from '../model/finding.ts';
import { type Span, overlaps } from '../text/span.ts';
import { type ProvenFix, proveFix } from './fix.ts';
import { type FixScope, cautionOf, fixableIn } from './fixAll.ts';
import { type Snapshot, findingsIn, fixesOf, ruleOf } from './snapshot.ts';

/** Something that can be done about findings. A fix is proven before it is offered, what only follows from a choice when it is chosen. */
export interface Action {
  readonly kind: 'fix' | 'fix-all' | 'suppress' | 'remove-directive';
  readonly title: string;
  readonly findings: readonly Finding[];
  readonly preferred: boolean;
  /** The text of the fix's caution, to be confirmed before it is applied. */
  readonly caution?: string | undefined;
  readonly outcome: Outcome;
}

/** What the action does: edits that are at hand, or what to ask for once it is chosen. */
type Outcome =
  | { readonly kind: 'edits'; readonly edits: readonly DocumentEdit[] }
  | { readonly kind: 'fix-all'; readonly scope: FixScope }
  | { readonly kind: 'suppress'; readonly finding: Finding };

/** What can be done about the findings that touch a span of a document, the best first. */
export function actionsAt(snapshot: Snapshot, uri: string, span: Span, texts: Texts): readonly Action[] {
  const here = findingsIn(snapshot, uri)
    .filter((placed) => overlaps(placed.span, span))
    .map(({ finding }) => finding);
  return [
    ...here.flatMap((finding) => fixActions(finding, snapshot, texts)),
    ...fixAllActions(here, snapshot, texts),
    ...here.flatMap((finding) => suppressActions(finding, snapshot, texts)),
  ];
}

function fixActions(finding: Finding, snapshot: Snapshot, texts: Texts): Action[] {
  const proven = fixesOf(finding, snapshot)
    .map((fix) => proveFix(snapshot, finding, fix))
    .filter((fix) => fix !== undefined);
  return proven.map((fix, index) => fixAction(finding, fix, index === 0, snapshot, texts));
}

function fixAction(
  finding: Finding,
  proven: ProvenFix,
  first: boolean,
  snapshot: Snapshot,
  texts: Texts,
): Action {
  const caution = cautionOf(finding, snapshot);
  const { caution: cautionText } = texts.rule(finding.rule);
  return {
    kind: 'fix',
    title: fixTitle(finding, proven, snapshot, texts),
    findings: [finding],
    preferred: first && caution === undefined,
    caution:
      caution &&
      (cautionText === undefined
        ? texts.sentence(`caution.${caution}`)
        : fillFinding(cautionText, finding, texts)),
    outcome: { kind: 'edits', edits: proven.edits },
  };
}

function fixTitle(finding: Finding, { fix }: ProvenFix, snapshot: Snapshot, texts: Texts): string {
  const rule = texts.rule(finding.rule);
  const title = fillFinding(rule.fix ?? rule.title, finding, texts);
  const origin = fix.origin && originOf(fix.origin, finding.resource.dialect, texts);
  const where = origin === undefined ? title : texts.sentence('action.fixAtOrigin', { title, origin });
  const caution = cautionOf(finding, snapshot);
  if (caution === undefined) return where;
  return texts.sentence('action.caution', { title: where, caution: texts.sentence(`caution.${caution}`) });
}

/** Fix-all is offered where it does more than the single fix; what it does is worked out when it is chosen. */
function fixAllActions(here: readonly Finding[], snapshot: Snapshot, texts: Texts): Action[] {
  const actions: Action[] = [];
  const fixable = here.filter((finding) =>
    fixableIn(snapshot, { kind: 'rule', rule: finding.rule }).includes(finding),
  );
  const rules = new Set(fixable.map(({ rule }) => rule));
  let most = 1;
  const offer = (scope: FixScope, title: (count: number) => string): void => {
    const findings = fixableIn(snapshot, scope);
    if (findings.length <= (scope.kind === 'rule' ? 1 : most)) return;
    most = Math.max(most, findings.length);
    actions.push({
      kind: 'fix-all',
      title: title(findings.length),
      findings,
      preferred: false,
      outcome: { kind: 'fix-all', scope },
    });
  };
  for (const rule of rules) {
    offer({ kind: 'rule', rule }, (count) =>
      texts.sentence('action.fixAllOfRule', { title: texts.rule(rule).title, count }),
    );
  }
  for (const pillar of new Set([...rules].flatMap((id) => ruleOf(snapshot.terms.rules, id)?.pillar ?? []))) {
    offer({ kind: 'pillar', pillar }, (count) =>
      texts.sentence('action.fixAllOfPillar', { pillar: texts.pillar(pillar), count }),
    );
  }
  if (rules.size > 0) offer({ kind: 'document' }, (count) => texts.sentence('action.fixAll', { count }));
  return actions;
}

function suppressActions(finding: Finding, snapshot: Snapshot, texts: Texts): Action[] {
  const { rule } = finding;
  if (!ruleOf(snapshot.terms.rules, rule)) return removeActions(finding, snapshot, texts);
  if (!suppressEdits(finding, snapshot, texts.sentence('action.reason'))) return [];
  const title = texts.sentence('action.silence', { rule });
  return [
    {
      kind: 'suppress',
      title,
      findings: [finding],
      preferred: false,
      outcome: { kind: 'suppress', finding },
    },
  ];
}

/** The edits that silence a finding with a reason; `undefined` when there is no place for them, or when they would not. */
export function suppressionOf(
  finding: Finding,
  snapshot: Snapshot,
  reason: string,
): readonly DocumentEdit[] | undefined {
  const edits = suppressEdits(finding, snapshot, reason);
  if (!edits) return undefined;
  const { findings } = snapshot.after(edits).judgements;
  return findings.length < snapshot.judgements.findings.length ? edits : undefined;
}

function suppressEdits(
  finding: Finding,
  { dialect, model, textOf }: Snapshot,
  reason: string,
): readonly DocumentEdit[] | undefined {
  return dialect.suppress(model, finding.resource, finding.at, finding.rule, reason, textOf);
}

/** An unused suppression in a comment of its own is taken away with its line. */
function removeActions(finding: Finding, snapshot: Snapshot, texts: Texts): Action[] {
  const start = snapshot.model.startOf(finding.at.piece);
  if (finding.rule !== 'suppression-unused' || start === undefined) return [];
  const { uri } = finding.at.piece;
  const edit = commentRemoval(snapshot.textOf(uri), start + finding.at.start, start + finding.at.end);
  if (!edit) return [];
  const title = texts.sentence('action.removeSuppression');
  const outcome: Outcome = { kind: 'edits', edits: [{ ...edit, uri }] };
  return [{ kind: 'remove-directive', title, findings: [finding], preferred: true, outcome }];
}

/** The comment that holds a directive, with its line where nothing else stands on it; `undefined` for metadata. */
function commentRemoval(text: string, start: number, end: number) {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const mark = /\s*(#|\/\/)[#/\s]*$/.exec(text.slice(lineStart, start));
  if (!mark) return undefined;
  if (mark.index > 0) return { start: lineStart + mark.index, end, text: '' };
  const next = text.indexOf('\n', end);
  return { start: lineStart, end: next < 0 ? text.length : next + 1, text: '' };
}
