// The form of a rule file, as `rules/schema.json` has it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject } from 'ajv/dist/2020.js';
import type { DialectName } from '../../server/model/resource.ts';
import type { Severity } from '../../server/model/finding.ts';
import type { CautionKind, Literal, PerDialect, Threshold } from '../../server/engine/rule.ts';
import type { Source } from './source.ts';

export type LanguageName = 'en' | 'ko';
export const languages: readonly LanguageName[] = ['en', 'ko'];
export const dialects: readonly DialectName[] = ['cloudformation', 'terraform'];

export type TextForm = Readonly<Record<LanguageName, string>>;
export type SpellingForm =
  string | { readonly path: string; readonly values?: Readonly<Record<string, Literal>> };
export type DefaultForm = Literal | { readonly $unknown: true };

export interface AttributeForm extends PerDialect<SpellingForm | readonly SpellingForm[]> {
  readonly default?: DefaultForm | PerDialect<DefaultForm>;
  readonly items?: AttributesForm;
}
export type AttributesForm = Readonly<Record<string, AttributeForm>>;

export interface RelationForm {
  readonly resource: PerDialect<string | readonly string[]>;
  readonly by: 'refersTo' | 'referredBy' | 'sameModule';
  readonly via?: PerDialect<string | readonly string[]>;
  readonly attributes?: AttributesForm;
  readonly related?: Readonly<Record<string, RelationForm>>;
}

export interface FixDataForm {
  readonly when?: ConditionForm;
  readonly follows?: readonly string[];
  readonly set?: Readonly<Record<string, unknown>>;
  readonly remove?: readonly string[];
  readonly add?: Readonly<Record<string, PerDialect<AdditionForm>>>;
}
export interface AdditionForm {
  readonly type: string;
  readonly name: string;
  readonly body?: unknown;
}

export interface MemberForm {
  readonly resource: PerDialect<string | readonly string[]>;
  readonly attributes?: AttributesForm;
  readonly related?: Readonly<Record<string, RelationForm>>;
  readonly unless?: ConditionForm;
  readonly require?: ConditionForm;
  readonly fix?: FixDataForm & { readonly caution?: CautionKind };
}

/** Read further by `conditions.ts`. */
export type ConditionForm = Readonly<Record<string, unknown>>;

export interface DrawingsForm {
  readonly bad?: string;
  readonly good?: string;
  readonly unknown?: string;
}
export interface ExampleForm extends PerDialect<DrawingsForm> {
  readonly name: string;
}

export interface RuleForm extends Omit<Partial<MemberForm>, 'fix'> {
  readonly id: string;
  readonly bestPractices: readonly string[];
  readonly guidance?: readonly string[];
  /** The topics that it embodies, where they are not just its id. */
  readonly topics?: readonly string[];
  readonly severity: Severity;
  readonly default?: Severity | 'off';
  readonly profile?: 'any' | 'production' | 'non-production';
  readonly title: TextForm;
  readonly rationale: TextForm;
  readonly absent?: TextForm;
  readonly tradeoff?: TextForm;
  readonly resources?: readonly MemberForm[];
  readonly thresholds?: Readonly<Record<string, Threshold>>;
  readonly at?: string;
  readonly message: TextForm;
  readonly remedy?: TextForm;
  readonly fix?: FixDataForm & {
    readonly title: TextForm;
    readonly caution?: { readonly kind: CautionKind } & TextForm;
    readonly note?: TextForm;
  };
  readonly aliases?: readonly string[];
  readonly aliasesLeftOut?: Readonly<Record<string, string>>;
  readonly neverUnknown?: string;
  readonly examples: readonly ExampleForm[];
}

/** The data as a rule, or `undefined` after the reasons have been reported. */
export type FormCheck = (source: Source) => RuleForm | undefined;

/** Reads the schema once; compiling it takes longer than reading a rule. */
export function formCheckOf(root: string): FormCheck {
  const schema: unknown = JSON.parse(readFileSync(join(root, 'rules/schema.json'), 'utf8'));
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true, verbose: true }).compile<RuleForm>(
    schema as object,
  );
  return (source) => {
    if (source.data === undefined) return undefined;
    if (validate(source.data)) return source.data;
    for (const error of tellingErrors(validate.errors ?? []))
      source.report(placeOf(error), sentenceOf(error));
    return undefined;
  };
}

/** Alternatives fail in many ways at once; the deepest failure under each place is the one that tells. */
function tellingErrors(errors: readonly ErrorObject[]): ErrorObject[] {
  const deepest = new Map<string, ErrorObject>();
  const plain = errors.filter(({ keyword }) => keyword !== 'anyOf' && keyword !== 'propertyNames');
  for (const error of plain.length > 0 ? plain : errors) {
    const place = placeOf(error);
    const group = place.slice(0, 2).join('/');
    const known = deepest.get(group);
    if (!known || placeOf(known).length < place.length) deepest.set(group, error);
  }
  return [...deepest.values()];
}

function placeOf({ instancePath, keyword, params }: ErrorObject): string[] {
  const path = instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const extra: unknown = keyword === 'additionalProperties' ? params['additionalProperty'] : undefined;
  return typeof extra === 'string' ? [...path, extra] : path;
}

function sentenceOf(error: ErrorObject): string {
  const place = placeOf(error);
  const name = place.at(-1) ?? 'A rule';
  const allowed: unknown = error.params['allowedValues'] ?? error.params['allowedValue'];
  switch (error.keyword) {
    case 'additionalProperties':
      return `“${name}” is not known here.`;
    case 'required':
      return `${name} has no “${String(error.params['missingProperty'])}”.`;
    case 'enum':
    case 'const':
      return `“${name}” must be one of ${[allowed].flat().join(', ')}.`;
    case 'pattern':
      return `“${name}” does not look like ${String(error.params['pattern'])}.`;
    default:
      return `“${name}” ${error.message ?? 'is wrong'}.`;
  }
}
