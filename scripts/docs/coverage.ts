import { type Pillar, pillars } from '../../server/model/finding.ts';
import type { Texts } from '../../server/language/texts.ts';
import { summaryGuidance } from '../../server/service/summaryGuidance.ts';
import type { CompiledRule, CompiledRules } from '../compileRules.ts';
import { dialects } from '../rules/form.ts';
import { hasFix } from '../../test/rules/examples.ts';
import { type Word, say } from './words.ts';

type Row = readonly (string | number)[];

/** What the rules cover, in one language: pillars, peers, the 307 best practices, guidance. */
export function coveragePage(compiled: CompiledRules, texts: Texts): string {
  const { language } = texts;
  const word = (name: Word): string => say(language, name);
  const table = (head: readonly Word[], rows: readonly Row[]): string =>
    [head.map(word), head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
  const peers = peersOf(compiled);
  const open = peers.filter((peer) => peer.open.length > 0);
  return `${[
    `# ${word('coverage')}`,
    say(language, 'other', language === 'en' ? 'coverage.ko.md' : 'coverage.md'),
    word('generated'),
    `## ${word('pillars')}`,
    table(
      ['pillar', 'rules', 'withFix', 'practiceCount', 'withRules', 'forPeople', 'notVisible'],
      pillars.map((pillar) => pillarRow(pillar, compiled, texts)),
    ),
    `## ${word('peers')}`,
    table(
      ['peer', 'checks', 'sameVerdict', 'leftOut', 'open'],
      peers.map((peer) => [peer.name, peer.checks, peer.aliases, peer.leftOut, peer.open.length]),
    ),
    ...open.map((peer) => `${word('open')}: ${peer.open.map((alias) => `\`${alias}\``).join(', ')}`),
    `## ${word('practiceCount')}`,
    table(
      ['practice', 'title', 'rules', 'questionnaire', 'notVisible'],
      [...compiled.facts.bestPractices.keys()].map((id) => practiceRow(id, compiled, texts)),
    ),
    `## ${word('guidance')}`,
    table(
      ['entry', 'title', 'rules', 'summary', 'reason'],
      [...compiled.facts.guidance.keys()].map((id) => guidanceRow(id, compiled, texts)),
    ),
  ].join('\n\n')}\n`;
}

/** How a best practice is answered: by rules, else by people, else with a reason why not. */
function standingOf(id: string, { sources, facts }: CompiledRules): 'rules' | 'people' | 'neither' {
  if (sources.some(({ rule }) => rule.bestPractices.includes(id))) return 'rules';
  return facts.bestPractices.get(id)?.checkable === 'no' ? 'people' : 'neither';
}

function pillarRow(pillar: Pillar, compiled: CompiledRules, texts: Texts): Row {
  const own = compiled.sources.filter(({ rule }) => rule.pillar === pillar);
  const fixed = own.filter(({ rule }) => dialects.some((dialect) => hasFix(rule, dialect)));
  const practices = [...compiled.facts.bestPractices.values()].filter((entry) => entry.pillar === pillar);
  const standing = practices.map(({ id }) => standingOf(id, compiled));
  const counts = (['rules', 'people', 'neither'] as const).map(
    (name) => standing.filter((one) => one === name).length,
  );
  return [texts.pillar(pillar), own.length, fixed.length, practices.length, ...counts];
}

interface PeerCoverage {
  readonly name: string;
  readonly checks: number;
  readonly aliases: number;
  readonly leftOut: number;
  /** The checks that neither a rule nor a reason speaks of. */
  readonly open: readonly string[];
}

function peersOf({ sources, facts, leftOut }: CompiledRules): PeerCoverage[] {
  const had = new Set(sources.flatMap(({ rule }) => rule.aliases));
  const left = new Set([
    ...leftOut.keys(),
    ...sources.flatMap(({ form }) => Object.keys(form.aliasesLeftOut ?? {})),
  ]);
  const names = new Set([...facts.peers].map((alias) => alias.split(':')[0] ?? ''));
  return [...names].map((name) => {
    const checks = [...facts.peers].filter((alias) => alias.startsWith(`${name}:`));
    const others = checks.filter((alias) => !had.has(alias));
    const open = others.filter((alias) => !left.has(alias));
    return {
      name,
      checks: checks.length,
      aliases: checks.length - others.length,
      leftOut: others.length - open.length,
      open,
    };
  });
}

function practiceRow(id: string, compiled: CompiledRules, texts: Texts): Row {
  const { facts, leftOut, sources } = compiled;
  const { language } = texts;
  const practice = texts.bestPractice(id);
  const standing = standingOf(id, compiled);
  const checkable = facts.bestPractices.get(id)?.checkable;
  const questions: Readonly<Record<string, string>> = {
    no: say(language, 'question'),
    partly: say(language, 'rest'),
  };
  return [
    `[${id}](${practice?.url ?? ''})`,
    practice?.title ?? id,
    linksTo(
      sources.filter(({ rule }) => rule.bestPractices.includes(id)),
      language,
    ),
    standing === 'neither' ? '–' : (questions[checkable ?? ''] ?? '–'),
    standing === 'neither' ? (leftOut.get(id)?.[language] ?? say(language, 'open')) : '–',
  ];
}

function guidanceRow(id: string, { facts, leftOut, sources }: CompiledRules, texts: Texts): Row {
  const { language } = texts;
  const own = sources.filter(({ rule }) => rule.guidance.includes(id));
  const answered = own.length > 0 || summaryGuidance.includes(id);
  const unseen = facts.guidance.get(id)?.checkable === 'no';
  const reason = leftOut.get(id)?.[language] ?? say(language, unseen ? 'unseen' : 'open');
  return [
    `\`${id}\``,
    texts.guidance(id)?.title ?? id,
    linksTo(own, language),
    summaryGuidance.includes(id) ? say(language, 'shown') : '–',
    answered ? '–' : reason,
  ];
}

/** What has neither a rule nor a reason why not: checks of peers, best practices and guidance by their ids. */
export function openIn(compiled: CompiledRules): string[] {
  const { facts, leftOut, sources } = compiled;
  const taught = new Set([...summaryGuidance, ...sources.flatMap(({ rule }) => rule.guidance)]);
  const practices = [...facts.bestPractices.keys()].filter((id) => standingOf(id, compiled) === 'neither');
  const guidance = [...facts.guidance.values()].filter(
    ({ id, checkable }) => checkable !== 'no' && !taught.has(id),
  );
  return [
    ...peersOf(compiled).flatMap(({ open }) => open),
    ...[...practices, ...guidance.map(({ id }) => id)].filter((id) => !leftOut.has(id)),
  ];
}

function linksTo(sources: readonly CompiledRule[], language: 'en' | 'ko'): string {
  const links = sources.map(({ rule: { id } }) => `[${id}](${id}${language === 'ko' ? '.ko' : ''}.md)`);
  return links.join(', ') || '–';
}
