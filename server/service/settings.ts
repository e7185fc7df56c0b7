import type { Speech } from '../engine/judgements.ts';
import type { Rule } from '../engine/rule.ts';
import { type Pillar, type Severity, pillars } from '../model/finding.ts';

/** What people set, in an editor or on the command line. */
export interface Settings {
  readonly language: 'auto' | 'en' | 'ko';
  /** The pillars that are switched off. */
  readonly silentPillars: ReadonlySet<Pillar>;
  /** Rules by id whose severity is set by hand; this outweighs everything else. */
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  readonly profile: Profile;
  /** How an editor shows findings of high risk. */
  readonly highSeverity: 'error' | 'warning';
  /** Whether documents that are not open are judged without being asked for. */
  readonly scope: 'openDocuments' | 'workspace';
}

/** What the workload is for; nothing is assumed where nothing is said. */
export interface Profile {
  readonly environment?: Environment | undefined;
  readonly dataClass?: DataClass | undefined;
  readonly criticality?: Criticality | undefined;
}

const environments = ['production', 'staging', 'test', 'development'] as const;
const dataClasses = ['public', 'internal', 'confidential', 'restricted'] as const;
const criticalities = ['low', 'medium', 'high'] as const;
const severities = ['off', 'info', 'low', 'medium', 'high'] as const;
type Environment = (typeof environments)[number];
type DataClass = (typeof dataClasses)[number];
type Criticality = (typeof criticalities)[number];

export const defaultSettings: Settings = {
  language: 'auto',
  silentPillars: new Set(),
  rules: new Map(),
  profile: {},
  highSeverity: 'warning',
  scope: 'workspace',
};

/** Reads settings as an editor sends them; what is missing or makes no sense stays at its default. */
export function settingsFrom(sent: unknown): Settings {
  const settings = recordOf(sent);
  const profile = recordOf(settings['profile']);
  const byPillar = recordOf(settings['pillars']);
  const byRule = Object.entries(recordOf(settings['rules']));
  return {
    language: oneOf(['auto', 'en', 'ko'] as const, settings['language']) ?? defaultSettings.language,
    silentPillars: new Set(pillars.filter((pillar) => byPillar[pillar] === false)),
    rules: new Map(byRule.flatMap(([id, value]) => pairOf(id, oneOf(severities, value)))),
    profile: profileFrom(profile),
    highSeverity:
      oneOf(['error', 'warning'] as const, settings['highSeverity']) ?? defaultSettings.highSeverity,
    scope:
      oneOf(['openDocuments', 'workspace'] as const, recordOf(settings['diagnostics'])['scope']) ??
      defaultSettings.scope,
  };
}

/** Reads a profile; an unknown word counts as not said. */
export function profileFrom(sent: Readonly<Record<string, unknown>>): Profile {
  return {
    environment: oneOf(environments, sent['environment']),
    dataClass: oneOf(dataClasses, sent['dataClass']),
    criticality: oneOf(criticalities, sent['criticality']),
  };
}

/** The words that each part of a profile may take. */
export const profileWords: Readonly<Record<string, readonly string[]>> = {
  environment: environments,
  dataClass: dataClasses,
  criticality: criticalities,
};

/**
 * How rules are to speak under the settings. A rule's own setting comes first, then its pillar's, then the profile:
 * - a rule meant for production speaks at its severity in production, at its default without an environment, and not at all elsewhere;
 *   a rule meant for other environments the other way round;
 * - high criticality makes a workload of no stated environment speak as production; low criticality leaves production at the defaults;
 * - confidential and restricted data let every security rule that speaks at all speak at its severity.
 */
export function speechOf(settings: Settings): Speech {
  const bySetting = (rule: Rule): Severity | 'off' => {
    const own = settings.rules.get(rule.id);
    if (own !== undefined) return own;
    if (settings.silentPillars.has(rule.pillar)) return 'off';
    return byProfile(rule, settings.profile);
  };
  return { strict: false, severityOf: memoised(bySetting), today: today() };
}

/** Every rule at its severity and its strictest threshold, whatever its profile or default. */
export const strictSpeech: Speech = { strict: true, severityOf: (rule) => rule.severity, today: today() };

function today(): string {
  return new Date().toISOString().slice(0, 10);
}

function byProfile(rule: Rule, profile: Profile): Severity | 'off' {
  const { dataClass } = profile;
  const sensitive = dataClass === 'confidential' || dataClass === 'restricted';
  const severity = byEnvironment(rule, profile);
  return sensitive && rule.pillar === 'security' && severity !== 'off' ? rule.severity : severity;
}

function byEnvironment(rule: Rule, { environment, criticality }: Profile): Severity | 'off' {
  if (rule.profile === 'any') return rule.default;
  const assumed = environment ?? (criticality === 'high' ? 'production' : undefined);
  if (assumed === undefined) return rule.default;
  if ((assumed === 'production') !== (rule.profile === 'production')) return 'off';
  return assumed === 'production' && criticality === 'low' ? rule.default : rule.severity;
}

function memoised(severityOf: Speech['severityOf']): Speech['severityOf'] {
  const known = new Map<Rule, Severity | 'off'>();
  return (rule) => {
    let severity = known.get(rule);
    if (severity === undefined) known.set(rule, (severity = severityOf(rule)));
    return severity;
  };
}

function pairOf<T>(id: string, value: T | undefined): [string, T][] {
  return value === undefined ? [] : [[id, value]];
}

function oneOf<T extends string>(words: readonly T[], value: unknown): T | undefined {
  return words.find((word) => word === value);
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
