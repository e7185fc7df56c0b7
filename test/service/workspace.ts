import type { Fix, Rule, RuleSet } from '../../server/engine/rule.ts';
import { textsOf } from '../../server/language/texts.ts';
import { allReaders } from '../../server/service/reader.ts';
import { defaultSettings, speechOf } from '../../server/service/settings.ts';
import type { Snapshot } from '../../server/service/snapshot.ts';
import { Units } from '../../server/service/units.ts';
import type { Workspace } from '../../server/service/workspace.ts';
import { applyEdits } from '../../server/text/textEdit.ts';
import type { DocumentEdit } from '../../server/model/dialect.ts';

/** A workspace of texts by URI. */
export function memoryWorkspace(texts: Readonly<Record<string, string>>): Workspace {
  const uris = Object.keys(texts).sort();
  return {
    revision: 0,
    filesRevision: 0,
    openUris: () => [],
    text: (uri) => texts[uri],
    list: (folder) =>
      uris.filter((uri) => uri.startsWith(`${folder}/`) && !uri.slice(folder.length + 1).includes('/')),
    walk: () => uris,
  };
}

interface Demand {
  readonly type: string;
  readonly path: string;
  /** The value that is wanted; `absent` stands for none. */
  readonly equals: string | number | boolean;
  readonly fix?: Fix;
  readonly pillar?: Rule['pillar'];
  readonly severity?: Rule['severity'];
}

/** A rule that wants one attribute to have one value. */
export function rule(
  id: string,
  { type, path, equals, fix, pillar = 'security', severity = 'medium' }: Demand,
): Rule {
  const absent = equals === 'absent';
  return {
    id,
    pillar,
    bestPractices: ['SEC08-BP02'],
    guidance: [],
    severity,
    default: severity,
    profile: 'any',
    aliases: [],
    thresholds: {},
    subjects: [
      {
        types: { cloudformation: [type] },
        attributes: { setting: { paths: { cloudformation: [{ path }] }, defaults: {}, items: {} } },
        related: {},
      },
    ],
    require: {
      kind: 'test',
      subject: 'setting',
      word: absent ? 'absent' : 'equals',
      operand: absent ? { kind: 'none' } : { kind: 'literal', value: equals },
    },
    ...(fix ? { fix } : {}),
  };
}

export function setting(value: unknown, caution?: Fix['caution']): Fix {
  return {
    set: { setting: { cloudformation: value } },
    remove: [],
    add: {},
    ...(caution ? { caution } : {}),
  };
}

export const versioning = rule('bucket-versioning', {
  type: 'AWS::S3::Bucket',
  path: 'VersioningConfiguration.Status',
  equals: 'Enabled',
  fix: setting('Enabled'),
  pillar: 'reliability',
});
export const encryption = rule('queue-encryption', {
  type: 'AWS::SQS::Queue',
  path: 'SqsManagedSseEnabled',
  equals: true,
  fix: setting(true),
  severity: 'high',
});
export const retention = rule('queue-retention', {
  type: 'AWS::SQS::Queue',
  path: 'MessageRetentionPeriod',
  equals: 1209600,
  fix: setting(1209600, 'cost'),
  pillar: 'reliability',
});

const rationale = 'Because it matters.';
const rules = {
  'bucket-versioning': {
    title: 'A bucket keeps versions',
    rationale,
    message: '{resource} keeps no versions.',
    fix: 'Keep versions',
    absent: 'Nothing is kept.',
  },
  'queue-encryption': {
    title: 'A queue is encrypted',
    rationale,
    message: '{resource} is not encrypted.',
    fix: 'Encrypt',
  },
  'queue-retention': {
    title: 'A queue keeps messages',
    rationale,
    message: '{resource} forgets soon.',
    fix: 'Keep messages',
    caution: 'Kept messages are charged.',
  },
};
const practice = {
  id: 'SEC08-BP02',
  pillar: 'security',
  title: 'Enforce encryption at rest',
  risk: 'high',
  url: 'https://example.org/practice',
} as const;

const pillar = {
  id: 'rel.pillar',
  pillar: 'reliability',
  title: 'Reliability',
  summary: 'Asks for recovery.',
  bestPractices: [],
};

export const texts = textsOf('en', {
  language: 'en',
  rules,
  bestPractices: { 'SEC08-BP02': practice },
  guidance: { 'rel.pillar': pillar },
});
export const koreanTexts = textsOf('ko', {
  language: 'ko',
  rules,
  bestPractices: { 'SEC08-BP02': practice },
  guidance: {},
});

export const uri = 'file:///w/template.yaml';

/** The snapshot of one template under some rules. */
export function snapshotOf(text: string, ruleList: readonly Rule[], settings = defaultSettings): Snapshot {
  const ruleSet: RuleSet = { rules: ruleList, tables: {} };
  const units = new Units(memoryWorkspace({ [uri]: text }), allReaders(), {
    rules: ruleSet,
    speech: speechOf(settings),
  });
  const [snapshot] = units.of(uri);
  if (!snapshot) throw new Error('No template');
  return snapshot;
}

export function edited(snapshot: Snapshot, edits: readonly DocumentEdit[]): string {
  return applyEdits(snapshot.textOf(uri), edits);
}
