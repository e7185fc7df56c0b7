import type { Texts } from '../language/texts.ts';
import { code, escaped } from './markdown.ts';
import type { Summary, SummaryFinding, SummaryPillar, SummaryPlace, SummaryUnknown } from './summary.ts';
import { nameOf } from './workspace.ts';

/** The summary as a Markdown document, ending with a line break. */
export function summaryMarkdown(summary: Summary, texts: Texts): string {
  const { documents, resources, name } = summary.subject;
  const unknowns = summary.unknowns.map(unknownLine);
  const blocks = [
    `# ${texts.sentence('summary.heading')} – ${escaped(name)}`,
    texts.sentence('summary.subject', { documents, resources }),
    pillarTable(summary, texts),
    ...summary.pillars.flatMap((pillar) => section(pillar, summary, texts)),
    ...(summary.findings.length === 0 ? [texts.sentence('summary.noFindings')] : []),
    ...(unknowns.length === 0 ? [] : [`## ${texts.sentence('summary.unknowns')}`, unknowns.join('\n')]),
    ...(summary.framework === undefined ? [] : [escaped(summary.framework)]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function pillarTable(summary: Summary, texts: Texts): string {
  const head = (['pillar', 'high', 'medium', 'low', 'info', 'passed', 'unknown'] as const).map((key) =>
    texts.sentence(`summary.${key}`),
  );
  const rows = summary.pillars.map(({ id, title, passed, unknown }) => {
    const own = summary.findings.filter(({ pillar }) => pillar === id);
    const counts = (['high', 'medium', 'low', 'info'] as const).map(
      (level) => own.filter(({ severity }) => severity === level).length,
    );
    return [title, ...counts, passed, unknown];
  });
  const rule = ['---', ...head.slice(1).map(() => '---:')];
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function section({ id, title, asks }: SummaryPillar, summary: Summary, texts: Texts): string[] {
  const findings = summary.findings.filter(({ pillar }) => pillar === id);
  if (findings.length === 0) return [];
  const lines = findings.map((finding) => findingLine(finding, summary, texts));
  return [`## ${title}`, ...(asks === undefined ? [] : [escaped(asks)]), lines.join('\n')];
}

function findingLine(finding: SummaryFinding, { practices }: Summary, texts: Texts): string {
  const severity = texts.sentence(`summary.${finding.severity}`);
  const links = practices
    .filter(({ id }) => finding.practices.includes(id))
    .map(({ id, href }) => `[${id}](${href})`);
  return `- **${severity}** ${escaped(finding.message)} ${[code(finding.rule), ...links, placeText(finding)].join(' · ')}`;
}

function unknownLine(unknown: SummaryUnknown): string {
  return `- ${code(unknown.resource)} ${escaped(unknown.title)} – ${escaped(unknown.causes.join(' '))} · ${placeText(unknown)}`;
}

function placeText({ uri, range }: SummaryPlace): string {
  return code(`${nameOf(uri)}:${range.start.line + 1}`);
}
