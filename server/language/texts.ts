import type { RuleText } from '../engine/rule.ts';
import type { Pillar } from '../model/finding.ts';
import type { Cause } from '../model/value.ts';
import { type Language, type SentenceKey, catalogue } from './catalogue.ts';
import { directiveTexts } from './catalogue/directives.ts';

/** A best practice of the Framework. */
export interface BestPractice {
  /** Such as `REL09-BP03`; what precedes the dash is its question. */
  readonly id: string;
  readonly pillar: Pillar;
  readonly title: string;
  /** The Framework's own word for the risk of not having it. */
  readonly risk: 'high' | 'medium' | 'low';
  readonly url: string;
}

/** A principle, practice or fact that stands behind rules. */
export interface Guidance {
  readonly id: string;
  readonly pillar: string;
  readonly title: string;
  readonly summary: string;
  readonly bestPractices: readonly string[];
}

/** What the build writes for one language. */
export interface TextData {
  readonly language: Language;
  readonly rules: Readonly<Record<string, RuleText>>;
  readonly bestPractices: Readonly<Record<string, BestPractice>>;
  readonly guidance: Readonly<Record<string, Guidance>>;
}

export type SentenceValues = Readonly<Record<string, string | number>>;

/** Every text of the product in one language. */
export interface Texts {
  readonly language: Language;
  /** A rule without texts answers with its id. */
  rule(id: string): RuleText;
  sentence(key: SentenceKey, values?: SentenceValues): string;
  /** Why a value cannot be known, as a sentence. */
  cause(cause: Cause): string;
  bestPractice(id: string): BestPractice | undefined;
  guidance(id: string): Guidance | undefined;
  pillar(pillar: Pillar): string;
}

/** The texts of a language; without data, those that do not belong to rules. */
export function textsOf(language: Language, data?: TextData): Texts {
  const sentence = (key: SentenceKey, values: SentenceValues = {}): string =>
    fill(catalogue[key][language], values);
  return {
    language,
    sentence,
    rule: (id) =>
      data?.rules[id] ?? directiveTexts[id]?.[language] ?? { title: id, rationale: '', message: id },
    cause: ({ kind, subject }) =>
      sentence(`cause.${kind}`, { subject: subject === '' ? sentence('cause.nameless') : subject }),
    bestPractice: (id) => data?.bestPractices[id],
    guidance: (id) => data?.guidance[id],
    pillar: (pillar) => sentence(`pillar.${pillar}`),
  };
}

/** Puts values in place of `{name}` and `{name|column}`; what has no value stays as it is. */
export function fill(text: string, values: SentenceValues): string {
  return text.replace(/(?<!\$)\{([A-Za-z][\w|-]*)\}/g, (hole, name: string) => {
    const value = values[name];
    return value === undefined ? hole : String(value);
  });
}
