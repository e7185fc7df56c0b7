import { type Texts, fill } from '../../server/language/texts.ts';
import type { DialectName } from '../../server/model/resource.ts';
import type { CompiledRule } from '../rules/compileRule.ts';
import { dialects } from '../rules/form.ts';
import { hasFix } from '../../test/rules/examples.ts';
import { say } from './words.ts';

const fences: Readonly<Record<DialectName, string>> = { cloudformation: 'yaml', terraform: 'hcl' };
const dialectTitles: Readonly<Record<DialectName, string>> = {
  cloudformation: 'CloudFormation',
  terraform: 'Terraform',
};

/** The page of a rule in one language, as Markdown. */
export function rulePage(source: CompiledRule, texts: Texts): string {
  const { rule, form } = source;
  const { language } = texts;
  const { title, rationale, message, absent, tradeoff } = texts.rule(rule.id);
  const twin = language === 'en' ? `${rule.id}.ko.md` : `${rule.id}.md`;
  const blocks = [
    `# ${title}`,
    say(language, 'other', twin),
    [`\`${rule.id}\``, texts.pillar(rule.pillar), ...speech(source, texts)].join(' · '),
    rationale,
    `**${say(language, 'message')}**: ${message}`,
    section(language, 'looksAt', typeLines(source)),
    absent === undefined ? '' : section(language, 'absent', [absent]),
    tradeoff === undefined ? '' : section(language, 'tradeoff', [tradeoff]),
    section(language, 'fix', fixLines(source, texts)),
    section(language, 'practices', practiceLines(source, texts)),
    section(language, 'principles', principleLines(source, texts)),
    section(
      language,
      'thresholds',
      Object.entries(rule.thresholds).map(
        ([name, { default: usual, strict }]) => `- ${say(language, 'threshold', name, usual, strict)}`,
      ),
    ),
    section(
      language,
      'aliases',
      rule.aliases.length > 0 ? [rule.aliases.map((alias) => `\`${alias}\``).join(', ')] : [],
    ),
    section(
      language,
      'near',
      Object.entries(form.aliasesLeftOut ?? {}).map(([alias, why]) => `- \`${alias}\`: ${why}`),
    ),
    section(language, 'examples', exampleBlocks(source, language)),
  ];
  const thresholds = Object.entries(rule.thresholds).map(
    ([name, { default: usual }]) => [name, usual] as const,
  );
  return `${fill(blocks.filter((block) => block !== '').join('\n\n'), Object.fromEntries(thresholds))}\n`;
}

/** How loud it is, and for whom. */
function speech({ rule }: CompiledRule, texts: Texts): string[] {
  const { language } = texts;
  const said = rule.default === 'off' ? say(language, 'off') : texts.sentence(`severity.${rule.default}`);
  return [
    `${say(language, 'risk')}: ${texts.sentence(`severity.${rule.severity}`)}`,
    ...(rule.default === rule.severity ? [] : [say(language, 'default', said)]),
    ...(rule.profile === 'any' ? [] : [say(language, rule.profile)]),
  ];
}

function typeLines({ rule }: CompiledRule): string[] {
  return dialects.flatMap((dialect) => {
    const types = [...new Set(rule.subjects.flatMap(({ types }) => types[dialect] ?? []))];
    return types.length > 0
      ? [`- ${dialectTitles[dialect]}: ${types.map((type) => `\`${type}\``).join(', ')}`]
      : [];
  });
}

function fixLines({ rule }: CompiledRule, texts: Texts): string[] {
  const { language } = texts;
  const { fix, caution, note, remedy } = texts.rule(rule.id);
  const fixed = dialects.filter((dialect) => hasFix(rule, dialect)).map((dialect) => dialectTitles[dialect]);
  return [
    ...(fix === undefined ? [] : [`- ${say(language, 'quickFix', fix)} (${fixed.join(', ')})`]),
    ...(remedy === undefined ? [] : [`- ${remedy}`]),
    ...(caution === undefined ? [] : [`- **${texts.sentence('hover.caution')}**: ${caution}`]),
    ...(note === undefined ? [] : [`- ${texts.sentence('hover.note')}: ${note}`]),
  ];
}

function practiceLines({ rule }: CompiledRule, texts: Texts): string[] {
  return rule.bestPractices.flatMap((id) => {
    const practice = texts.bestPractice(id);
    return practice
      ? [`- [${id}](${practice.url}) ${practice.title} · ${texts.sentence(`risk.${practice.risk}`)}`]
      : [];
  });
}

function principleLines({ rule }: CompiledRule, texts: Texts): string[] {
  return rule.guidance.flatMap((id) => {
    const entry = texts.guidance(id);
    return entry ? [`- **${entry.title}**: ${entry.summary}`] : [];
  });
}

function exampleBlocks({ rule, form }: CompiledRule, language: 'en' | 'ko'): string[] {
  return form.examples.flatMap((example) =>
    dialects.flatMap((dialect) => {
      const { bad, good, unknown } = example[dialect] ?? {};
      const fixed = bad !== undefined && hasFix(rule, dialect);
      const block = (title: string, text: string | undefined): string[] =>
        text === undefined ? [] : [`${title}:`, `\`\`\`${fences[dialect]}\n${text.trimEnd()}\n\`\`\``];
      const blocks = [
        ...block(say(language, 'finds'), bad),
        ...block(say(language, fixed ? 'fixed' : 'passes'), good),
        ...block(say(language, 'unknown'), unknown),
      ];
      return blocks.length > 0 ? [`### ${example.name} (${dialectTitles[dialect]})`, ...blocks] : [];
    }),
  );
}

function section(language: 'en' | 'ko', word: Parameters<typeof say>[1], lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const joint = lines.every((line) => line.startsWith('- ')) ? '\n' : '\n\n';
  return `## ${say(language, word)}\n\n${lines.join(joint)}`;
}
