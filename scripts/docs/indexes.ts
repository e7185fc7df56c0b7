import { pillars } from '../../server/model/finding.ts';
import type { Texts } from '../../server/language/texts.ts';
import type { CompiledRule, CompiledRules } from '../compileRules.ts';
import { say } from './words.ts';

/** The index of all rules in one language: by pillar, by best practice, by service. */
export function indexPage({ sources }: CompiledRules, texts: Texts): string {
  const { language } = texts;
  const link = ({ rule }: CompiledRule): string =>
    `[${rule.id}](${rule.id}${language === 'ko' ? '.ko' : ''}.md)`;
  const line = (source: CompiledRule): string =>
    `- ${link(source)} – ${texts.rule(source.rule.id).title} · ${texts.sentence(`severity.${source.rule.severity}`)}`;
  const byPillar = pillars.flatMap((pillar) => {
    const own = sources.filter(({ rule }) => rule.pillar === pillar);
    return own.length > 0
      ? [`### ${texts.pillar(pillar)} (${String(own.length)})`, own.map(line).join('\n')]
      : [];
  });
  const practices = [...new Set(sources.flatMap(({ rule }) => rule.bestPractices))].sort();
  const byPractice = practices.map((id) => {
    const practice = texts.bestPractice(id);
    const own = sources.filter(({ rule }) => rule.bestPractices.includes(id));
    return `- [${id}](${practice?.url ?? ''}) ${practice?.title ?? ''}: ${own.map(link).join(', ')}`;
  });
  const services = [...new Set(sources.flatMap(servicesOf))].sort((a, b) => a.localeCompare(b, 'en'));
  const byService = services.map(
    (service) =>
      `- ${service}: ${sources
        .filter((source) => servicesOf(source).includes(service))
        .map(link)
        .join(', ')}`,
  );
  return `${[
    `# ${say(language, 'rules')} (${String(sources.length)})`,
    say(language, 'other', language === 'en' ? 'README.ko.md' : 'README.md'),
    say(language, 'generated'),
    say(language, 'coverageLink', `coverage${language === 'ko' ? '.ko' : ''}.md`),
    `## ${say(language, 'byPillar')}`,
    ...byPillar,
    `## ${say(language, 'byPractice')}`,
    byPractice.join('\n'),
    `## ${say(language, 'byService')}`,
    byService.join('\n'),
  ].join('\n\n')}\n`;
}

/** The services of a rule's resources: `RDS`, or `template` for scopes. */
function servicesOf({ rule }: CompiledRule): string[] {
  const names = rule.subjects.flatMap(({ types }) => [
    ...(types.cloudformation ?? []).map((type) =>
      type.startsWith('@') ? 'Template' : (type.split('::')[1] ?? type),
    ),
    ...(types.cloudformation ? [] : (types.terraform ?? [])).map((type) =>
      type.startsWith('@') ? 'Module' : 'Terraform',
    ),
  ]);
  return [...new Set(names)];
}
