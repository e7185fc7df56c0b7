import { relative, sep } from 'node:path';
import type { Rule, RuleSet } from '../engine/rule.ts';
import type { Texts } from '../language/texts.ts';
import { pathOf } from '../lsp/uri.ts';
import type { Severity } from '../model/finding.ts';
import type { Outcome, Report } from './check.ts';

const colours: Readonly<Record<Severity, number>> = { high: 31, medium: 33, low: 36, info: 90 };

/** Findings as a linter shows them, one a line, with a count at the end. */
export function printFindings({ reports, documents }: Outcome, texts: Texts, coloured: boolean): string {
  const paint = (text: string, colour: number): string =>
    coloured ? `\u001B[${colour}m${text}\u001B[0m` : text;
  const lines = reports.map((report) => {
    const { start } = report.range;
    const place = `${fileOf(report)}:${start.line + 1}:${start.character + 1}`;
    return `${place} ${paint(texts.sentence(`severity.${report.severity}`), colours[report.severity])} ${report.message} ${paint(report.ruleId, 90)}`;
  });
  if (reports.length === 0) return `${texts.sentence('cli.clean', { documents })}\n`;
  const fixable = reports.filter(({ hasFix }) => hasFix).length;
  const counts = [texts.sentence('cli.found', { documents, findings: reports.length })];
  if (fixable > 0) counts.push(texts.sentence('cli.fixable', { count: fixable }));
  return `${[...lines, '', counts.join(' ')].join('\n')}\n`;
}

/** Findings for tools; every rule is named, also those without a finding. */
export function printFindingsAsJson({ reports }: Outcome, rules: RuleSet): string {
  const findings = reports.map(({ uri, ...report }) => ({ ...report, file: pathOf(uri) ?? uri }));
  return `${JSON.stringify({ findings, rules: rules.rules.map(({ id, aliases, pillar, severity }) => ({ id, aliases, pillar, severity })) })}\n`;
}

export function printRules({ rules }: RuleSet, texts: Texts): string {
  const width = Math.max(0, ...rules.map(({ id }) => id.length));
  const lines = rules.map(
    (rule) =>
      `${rule.id.padEnd(width)}  ${texts.sentence(`severity.${rule.severity}`)}  ${texts.pillar(rule.pillar)}: ${texts.rule(rule.id).title}`,
  );
  return `${lines.join('\n')}\n`;
}

/** Every rule with what it looks at, for tools; titles in both languages. */
export function printRulesAsJson({ rules }: RuleSet, english: Texts, korean: Texts): string {
  const told = rules.map((rule) => ({
    id: rule.id,
    pillar: rule.pillar,
    bestPractices: rule.bestPractices,
    guidance: rule.guidance,
    severity: rule.severity,
    defaultSeverity: rule.default,
    profile: rule.profile,
    title: { en: english.rule(rule.id).title, ko: korean.rule(rule.id).title },
    aliases: rule.aliases,
    resourceTypes: typesOf(rule),
    hasFix: fixesOf(rule).length > 0,
    fixCaution: fixesOf(rule).find(({ caution }) => caution !== undefined)?.caution ?? null,
  }));
  return `${JSON.stringify({ rules: told })}\n`;
}

function typesOf({ subjects }: Rule): string[] {
  return [...new Set(subjects.flatMap(({ types }) => Object.values(types).flat()))];
}

function fixesOf(rule: Rule) {
  return [rule.fix, ...rule.subjects.map(({ fix }) => fix)].filter((fix) => fix !== undefined);
}

/** As short as it can be said from here. */
function fileOf({ uri }: Report): string {
  const path = pathOf(uri) ?? uri;
  const short = relative(process.cwd(), path);
  return short === '' || short.startsWith(`..${sep}`) ? path : short;
}
