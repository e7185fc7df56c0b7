// What must hold of a unit once fixes were applied to it.
import { createRequire } from 'node:module';
import { parseAllDocuments } from 'yaml';
import type { Finding, Severity } from '../../server/model/finding.ts';
import type { DocumentEdit } from '../../server/model/dialect.ts';
import type { Snapshot } from '../../server/service/snapshot.ts';
import { newlyRefused } from './specification.ts';

const order: readonly Severity[] = ['info', 'low', 'medium', 'high'];

/** What is wrong with a unit after edits that were to fix some findings; `follows` names rules that may speak up then. */
export async function violationsOf(
  before: Snapshot,
  after: Snapshot,
  edits: readonly DocumentEdit[],
  follows: readonly string[] = [],
): Promise<readonly string[]> {
  return [
    ...(await unreadable(before, after, edits)),
    ...(after.model.problems.length > before.model.problems.length ? ['new syntax problems'] : []),
    ...newFindings(before, after, follows),
    ...newlyRefused(before.model, after.model),
  ];
}

/** Findings that are gone are counted by rule and resource, since their places move. */
export function goneOf(before: Snapshot, after: Snapshot): number {
  const left = countsOf(after.judgements.findings);
  let gone = 0;
  for (const [key, count] of countsOf(before.judgements.findings))
    gone += Math.max(0, count - (left.get(key) ?? 0));
  return gone;
}

function newFindings(before: Snapshot, after: Snapshot, follows: readonly string[]): readonly string[] {
  const had = countsOf(before.judgements.findings);
  const has = countsOf(after.judgements.findings);
  const fixed = before.judgements.findings.filter(
    (finding) => (has.get(keyOf(finding)) ?? 0) < (had.get(keyOf(finding)) ?? 0),
  );
  const least = Math.min(...fixed.map(({ severity }) => order.indexOf(severity)));
  const come = after.judgements.findings.filter(
    (finding) =>
      (has.get(keyOf(finding)) ?? 0) > (had.get(keyOf(finding)) ?? 0) &&
      !follows.includes(finding.rule) &&
      order.indexOf(finding.severity) >= least,
  );
  return [...new Set(come.map((finding) => `new finding ${keyOf(finding)}`))];
}

function countsOf(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  return counts;
}

function keyOf({ rule, resource }: Finding): string {
  return `${rule} ${resource.id}`;
}

/** Readers that are not ours have to read each changed document as before. */
async function unreadable(
  before: Snapshot,
  after: Snapshot,
  edits: readonly DocumentEdit[],
): Promise<readonly string[]> {
  const faults: string[] = [];
  for (const uri of new Set(edits.map((edit) => edit.uri))) {
    const now = await faultOf(uri, after.textOf(uri));
    if (now !== undefined && (await faultOf(uri, before.textOf(uri))) === undefined)
      faults.push(`cannot be read any more: ${now}`);
  }
  return faults;
}

interface Hcl {
  parse(name: string, text: string): Promise<unknown>;
}
let hcl: Hcl | undefined;

async function faultOf(uri: string, text: string): Promise<string | undefined> {
  try {
    if (/\.(tf|tofu|tfvars)$/.test(uri)) {
      hcl ??= createRequire(import.meta.url)('@cdktf/hcl2json') as Hcl;
      await hcl.parse('main.tf', text);
    } else if (/^\s*\{/.test(text)) JSON.parse(text);
    else
      return parseAllDocuments(text, { logLevel: 'silent', strict: true }).flatMap(({ errors }) => errors)[0]
        ?.message;
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
