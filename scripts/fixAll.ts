// Applies fixes to every template and Terraform module below a folder, in memory, and says what does not hold:
// `node scripts/fixAll.ts [folder] [--all] [--every-fix] [--per-rule 3] [--only PART] [--write FOLDER]`.
// Without `--every-fix` only fix-all is tried. `--write` leaves the texts before and after, for other linters to compare.
import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { DocumentEdit } from '../server/model/dialect.ts';
import { fixAll } from '../server/service/fixAll.ts';
import { defaultSettings, speechOf, strictSpeech } from '../server/service/settings.ts';
import type { Snapshot } from '../server/service/snapshot.ts';
import { compileRules } from './compileRules.ts';
import { type Offers, singleFixesOf } from './fixAll/singleFixes.ts';
import { unitsBelow } from './fixAll/units.ts';
import { goneOf, violationsOf } from './fixAll/violations.ts';

const root = join(import.meta.dirname, '..');

const counts = {
  templates: 0,
  modules: 0,
  'units changed by fix-all': 0,
  findings: 0,
  'findings fixed by fix-all': 0,
  'single fixes applied': 0,
  'rules with a single fix applied': 0,
  violations: 0,
};
const offers: Offers = { offered: 0, notOffered: 0 };
const taken = new Map<string, number>();

async function tryUnit(snapshot: Snapshot): Promise<void> {
  counts[snapshot.dialect.name === 'terraform' ? 'modules' : 'templates']++;
  counts.findings += snapshot.judgements.findings.length;
  for (const { rule, error } of snapshot.judgements.failures)
    report(snapshot, `${rule} breaks down: ${String(error)}`);
  await tryFixAll(snapshot);
  if (!options['every-fix']) return;
  for (const { finding, fix, edits, after } of singleFixesOf(snapshot, perRule, taken, offers)) {
    counts['single fixes applied']++;
    write(snapshot, edits, after, finding.rule);
    const violations = await violationsOf(snapshot, after, edits, fix.follows);
    for (const violation of violations)
      report(snapshot, `${finding.rule} ${finding.resource.id}: ${violation}`);
  }
}

async function tryFixAll(snapshot: Snapshot): Promise<void> {
  const { edits, count } = fixAll(snapshot, { kind: 'document' });
  if (edits.length === 0) return;
  const after = snapshot.after(edits);
  counts['units changed by fix-all']++;
  counts['findings fixed by fix-all'] += count;
  write(snapshot, edits, after, 'fix-all');
  const again = fixAll(after, { kind: 'document' });
  const violations = [
    ...(await violationsOf(snapshot, after, edits)),
    ...(goneOf(snapshot, after) < count
      ? [`only ${goneOf(snapshot, after)} of ${count} findings are gone`]
      : []),
    ...(again.edits.length > 0 ? [`a second run changes ${again.edits.length} places`] : []),
  ];
  for (const violation of violations) report(snapshot, `fix-all: ${violation}`);
}

function report({ unit }: Snapshot, violation: string): void {
  counts.violations++;
  console.log(`${decodeURIComponent(unit.replace(/^file:\/\//, ''))}: ${violation}`);
}

let written = 0;

/** Each changed document in a folder of its own, `before` and `after`. */
function write(before: Snapshot, edits: readonly DocumentEdit[], after: Snapshot, rule: string): void {
  if (options.write === undefined) return;
  for (const uri of new Set(edits.map((edit) => edit.uri))) {
    written++;
    for (const [when, snapshot] of [
      ['before', before],
      ['after', after],
    ] as const) {
      const folder = join(resolve(options.write), snapshot.dialect.name, when, `${written}-${rule}`);
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, basename(decodeURIComponent(uri))), snapshot.textOf(uri));
    }
  }
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    all: { type: 'boolean' },
    'every-fix': { type: 'boolean' },
    'per-rule': { type: 'string', default: '3' },
    only: { type: 'string' },
    write: { type: 'string' },
  },
});
const perRule = Number(options['per-rule']);
const { ruleSet, errors } = compileRules(root);
if (errors.length > 0)
  console.log(`${errors.length} errors in rules; node scripts/compileRules.ts names them.`);
const speech = options.all ? strictSpeech : speechOf(defaultSettings);
const folder = resolve(positionals[0] ?? join(root, '../shared/realworld'));
for (const snapshot of unitsBelow(folder, { rules: ruleSet, speech }, options.only)) {
  try {
    await tryUnit(snapshot);
  } catch (error) {
    report(snapshot, `a crash: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}
counts['rules with a single fix applied'] = new Set([...taken.keys()].map((key) => key.split(' ')[0])).size;
for (const [name, count] of Object.entries(counts)) console.log(`${String(count).padStart(7)}  ${name}`);
if (options['every-fix'])
  console.log(`${String(offers.notOffered).padStart(7)}  findings looked at whose fix is not offered here`);
process.exitCode = counts.violations > 0 ? 1 : 0;
