/**
 * How loud the rules are on real files: findings per 100 resources, and the share of its resource types that a rule points
 * at, as Markdown. Rules that point at more than a third are marked with the line of `rules/loud.yaml` that defends them,
 * or with a question mark.
 *
 *     node scripts/noise.ts [folder with a manifest.jsonl]
 */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import type { Rule } from '../server/engine/rule.ts';
import { Disk } from '../server/lsp/disk.ts';
import { allReaders } from '../server/service/reader.ts';
import { defaultSettings, speechOf } from '../server/service/settings.ts';
import type { Snapshot } from '../server/service/snapshot.ts';
import { Units } from '../server/service/units.ts';
import { compileRules } from './compileRules.ts';

const root = join(import.meta.dirname, '..');
const corpus = resolve(process.argv[2] ?? join(root, '../shared/realworld'));
const { ruleSet } = compileRules(root);
const speech = speechOf(defaultSettings);
const defended = parse(readFileSync(join(root, 'rules/loud.yaml'), 'utf8')) as Readonly<
  Record<string, string>
>;

/** Below so many resources a share says nothing. */
const fewest = 6;

interface ManifestRow {
  readonly file: string;
  readonly format: string;
  readonly kind: string;
}

const rows = readFileSync(join(corpus, 'manifest.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as ManifestRow);

report('Terraform, production-like', (row) => row.format.startsWith('tf') && row.kind === 'production-like');
report(
  'Templates, example and production-like',
  (row) => /^(?:cfn|sam)-/.test(row.format) && (row.kind === 'example' || row.kind === 'production-like'),
);

interface Loudness {
  findings: number;
  readonly failing: Set<string>;
}

function report(name: string, wanted: (row: ManifestRow) => boolean): void {
  const files = rows
    .filter(wanted)
    .map(({ file }) => join(corpus, file))
    .filter((path) => existsSync(path));
  const uris = new Set(files.map((path) => pathToFileURL(path).href));
  const snapshots = snapshotsOf(files, uris);
  const loudness = new Map<string, Loudness>();
  const types = new Map<string, number>();
  let resources = 0;
  for (const snapshot of snapshots) {
    for (const { type, piece, silent } of snapshot.model.resources) {
      if (silent === true || !uris.has(piece.uri)) continue;
      types.set(type, (types.get(type) ?? 0) + 1);
      if (!type.startsWith('@') && !type.startsWith('data.')) resources++;
    }
    for (const { rule, at, resource } of snapshot.judgements.findings) {
      if (!uris.has(at.piece.uri)) continue;
      const own = loudness.get(rule) ?? { findings: 0, failing: new Set<string>() };
      own.findings++;
      own.failing.add(`${snapshot.unit} ${resource.id}`);
      loudness.set(rule, own);
    }
  }
  console.log(`\n## ${name}: ${String(files.length)} files, ${String(resources)} resources\n`);
  console.log(
    '| Rule | Severity | Findings | Per 100 resources | Share of its types | |\n| --- | --- | --- | --- | --- | --- |',
  );
  const loudest = [...loudness].sort(([, a], [, b]) => b.findings - a.findings);
  for (const [id, { findings, failing }] of loudest) {
    const rule = ruleSet.rules.find((each) => each.id === id);
    const judged = rule ? ownTypes(rule).reduce((sum, type) => sum + (types.get(type) ?? 0), 0) : 0;
    const share = judged > 0 ? failing.size / judged : 0;
    const loud = share > 1 / 3 && judged >= fewest;
    const cells = [
      id,
      rule ? speech.severityOf(rule) : 'low',
      findings,
      ((100 * findings) / resources).toFixed(1),
      `${(100 * share).toFixed(0)} % of ${String(judged)}`,
      loud ? (defended[id] ?? '?') : '',
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

function ownTypes({ subjects }: Rule): string[] {
  return [
    ...new Set(
      subjects.flatMap(({ types }) => [...(types.cloudformation ?? []), ...(types.terraform ?? [])]),
    ),
  ];
}

/** The units that the files are part of, each once. */
function snapshotsOf(files: readonly string[], uris: ReadonlySet<string>): Snapshot[] {
  const units = new Units(new Disk(files.length > 0 ? [corpus] : []), allReaders(), {
    rules: ruleSet,
    speech,
  });
  const found = new Map<string, Snapshot>();
  for (const uri of uris) for (const snapshot of units.of(uri)) found.set(snapshot.unit, snapshot);
  return [...found.values()];
}
