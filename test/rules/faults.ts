// What can be wrong with a rule although it compiles: spellings, fixes, words.
import type { CompiledRule } from '../../scripts/compileRules.ts';
import { dialects } from '../../scripts/rules/form.ts';
import type { Attribute, PerDialect, Related, Subject } from '../../server/engine/rule.ts';
import type { DialectName } from '../../server/model/resource.ts';
import { koreanFaults } from './korean.ts';
import { typeExists, wrongBody, wrongStep } from './schemas.ts';

/** What must hold of every rule by itself, with the function that says what does not. */
export const ruleChecks: readonly (readonly [string, (source: CompiledRule) => readonly string[]])[] = [
  ['every resource type exists', wrongTypes],
  ['every path exists', ({ rule }) => rule.subjects.flatMap((subject) => wrongPaths(subject))],
  ['what a fix adds exists and is complete', wrongAdditions],
  ['aliases do not contradict each other', contradictions],
  ['titles are short and no sentences', wrongTitles],
  ['English texts are whole sentences', wrongEnglish],
  ['Korean texts keep the style', wrongKorean],
  ['examples have names that say what happens', wrongNames],
];

function wrongTypes({ rule }: CompiledRule): string[] {
  const all = rule.subjects.flatMap(({ types, related }) => [
    types,
    ...Object.values(related).map((other) => other.types),
  ]);
  return all.flatMap((types) =>
    dialects.flatMap((dialect) =>
      (types[dialect] ?? [])
        .filter((type) => !typeExists(dialect, type))
        .map((type) => `there is no ${type}`),
    ),
  );
}

function wrongPaths({ types, attributes, related }: Subject | Related): string[] {
  const own = Object.values(attributes).flatMap((attribute) => attributePaths(attribute));
  const vias = Object.values(related).flatMap((other) => wrongVias(other, types));
  const inside = Object.values(related).flatMap((other) => wrongPaths(other));
  return [...own.flatMap(({ dialect, path }) => wrongIn(types, dialect, path)), ...vias, ...inside];
}

interface SpelledPath {
  readonly dialect: DialectName;
  readonly path: string;
}

function attributePaths(attribute: Attribute, prefix: PerDialect<readonly string[]> = {}): SpelledPath[] {
  return dialects.flatMap((dialect) => {
    const starts = prefix[dialect] ?? [''];
    const paths = (attribute.paths[dialect] ?? []).flatMap(({ path }) =>
      starts.map((start) => [start, path].filter(Boolean).join('.')),
    );
    const items = Object.values(attribute.items).flatMap((item) =>
      attributePaths(item, { [dialect]: paths }),
    );
    return [...paths.map((path) => ({ dialect, path })), ...items.filter((item) => item.dialect === dialect)];
  });
}

function wrongVias({ by, via, types: theirs }: Related, ours: Subject['types']): string[] {
  if (by === 'sameModule') return [];
  const holders = by === 'refersTo' ? ours : theirs;
  return dialects.flatMap((dialect) =>
    (via[dialect] ?? []).flatMap((path) => wrongIn(holders, dialect, path)),
  );
}

/** A path must exist in one of the types at least. */
function wrongIn(types: PerDialect<readonly string[]>, dialect: DialectName, path: string): string[] {
  const faults = (types[dialect] ?? []).map((type) => wrongStep(dialect, type, path));
  return faults.length > 0 && faults.every((fault) => fault !== undefined)
    ? [`${path}: ${faults.join(', ')}`]
    : [];
}

function wrongAdditions({ rule }: CompiledRule): string[] {
  const fixes = [rule.fix, ...rule.subjects.map(({ fix }) => fix)];
  const additions = fixes.flatMap((fix) => Object.values(fix?.add ?? {}));
  return additions.flatMap((addition) =>
    dialects.flatMap((dialect) => {
      const wanted = addition[dialect];
      return wanted ? wrongBody(dialect, wanted.type, wanted.body) : [];
    }),
  );
}

/** Peers' checks that say different things of the same text; no rule can be both. */
const contradicting: readonly (readonly [readonly string[], readonly string[]])[] = [
  [['checkov:CKV_AWS_19'], ['cfn_nag:W41', 'guard:S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED']],
  [
    ['guard:S3_BUCKET_PUBLIC_READ_PROHIBITED', 'guard:S3_BUCKET_PUBLIC_WRITE_PROHIBITED'],
    ['checkov:CKV_AWS_20', 'checkov:CKV_AWS_57', 'cfn_nag:W31', 'cfn_nag:F14'],
  ],
  [['guard:ELASTICSEARCH_HTTPS_REQUIRED'], ['checkov:CKV_AWS_83']],
  [['guard:LAMBDA_FUNCTION_PUBLIC_ACCESS_PROHIBITED'], ['guard:LAMBDA_NO_WILDCARD_PRINCIPALS']],
  [['checkov:CKV_AWS_119'], ['guard:DYNAMODB_TABLE_ENCRYPTED_KMS']],
  [['cfn_nag:W36'], ['guard:SECURITY_GROUP_DESCRIPTION_RULE']],
];

function contradictions({ rule }: CompiledRule): string[] {
  const has = (alias: string): boolean => rule.aliases.includes(alias);
  return contradicting
    .filter(([some, others]) => some.some(has) && others.some(has))
    .map(([some, others]) => `${some.join(', ')} contradict ${others.join(', ')}`);
}

const mostInTitle = { en: 80, ko: 45 };

function wrongTitles({ texts }: CompiledRule): string[] {
  return (['en', 'ko'] as const).flatMap((language) => {
    const { title } = texts[language];
    const most = mostInTitle[language];
    return [
      ...(title.length > most ? [`“${title}” is longer than ${String(most)}`] : []),
      ...(/[.!?]$/.test(title) ? [`“${title}” ends like a sentence`] : []),
    ];
  });
}

function wrongEnglish({ texts }: CompiledRule): string[] {
  const { rationale, message, absent, tradeoff, caution, note, remedy } = texts.en;
  const told = [rationale, message, absent, tradeoff, caution, note, remedy].filter(
    (text) => text !== undefined,
  );
  return told.flatMap((text) => [
    ...(/[.)]$/.test(text) ? [] : [`“${text}” has no full stop`]),
    ...(/^[a-z]+[ ,]/.test(text) ? [`“${text}” begins small`] : []),
    ...(/ {2}|\s[,;](?=\s)/.test(text) ? [`“${text}” has a stray space`] : []),
    ...(/[가-힣]/.test(text) ? [`“${text}” holds Korean`] : []),
  ]);
}

function wrongKorean({ texts }: CompiledRule): string[] {
  return Object.entries(texts.ko).flatMap(([part, text]) =>
    typeof text === 'string' ? koreanFaults(text, part === 'title' || part === 'fix') : [],
  );
}

function wrongNames({ form }: CompiledRule): string[] {
  const empty = /^(example|test|noncompliance|bad|good)\b|\d+$/i;
  return form.examples
    .filter(({ name }) => empty.test(name))
    .map(({ name }) => `the example “${name}” has no telling name`);
}
