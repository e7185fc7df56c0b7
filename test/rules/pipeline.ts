// The way of a drawn example through the product: read, judged, repaired.
import type { RuleSet } from '../../server/engine/rule.ts';
import { messageOf } from '../../server/language/message.ts';
import type { Texts } from '../../server/language/texts.ts';
import type { Verdict } from '../../server/model/finding.ts';
import type { DialectName } from '../../server/model/resource.ts';
import { firstProven } from '../../server/service/fix.ts';
import { allReaders } from '../../server/service/reader.ts';
import { type Snapshot, type Terms, fixesOf, placeOf, takeSnapshot } from '../../server/service/snapshot.ts';
import type { Workspace } from '../../server/service/workspace.ts';
import type { Fixture, Remark } from '../fixture.ts';

const folder = 'file:///example';
const mostRepairs = 20;

/** Examples stay true whenever they are run. */
export const today = '2026-11-22';

/** Every rule speaks as its severity has it, also those that are off by default. */
export function termsOf(rules: RuleSet): Terms {
  return {
    rules,
    speech: {
      strict: false,
      severityOf: (rule) => (rule.default === 'off' ? rule.severity : rule.default),
      today,
    },
  };
}

/** Reads and judges the documents of an example; `undefined` for a dialect that nobody reads. */
export function snapshotOf(dialect: DialectName, fixture: Fixture, terms: Terms): Snapshot | undefined {
  const reader = allReaders().find((one) => one.dialect.name === dialect);
  if (!reader) return undefined;
  const texts = new Map(
    [fixture, ...fixture.files].map((file) => [uriOf(dialect, file.name, file.text), file.text]),
  );
  const [first = folder] = texts.keys();
  return takeSnapshot(reader, dialect === 'cloudformation' ? first : folder, inMemory(texts), terms);
}

function inMemory(texts: ReadonlyMap<string, string>): Workspace {
  const uris = [...texts.keys()].sort();
  return {
    revision: 1,
    filesRevision: 1,
    openUris: () => [],
    text: (uri) => texts.get(uri),
    list: (parent) => uris.filter((uri) => uri.slice(0, uri.lastIndexOf('/')) === parent),
    walk: () => uris,
  };
}

function uriOf(dialect: DialectName, name: string, text: string): string {
  const json = text.trimStart().startsWith('{');
  const usual =
    dialect === 'cloudformation'
      ? json
        ? 'template.json'
        : 'template.yaml'
      : json
        ? 'main.tf.json'
        : 'main.tf';
  return `${folder}/${name === '' ? usual : name}`;
}

/** The findings of a rule as remarks on the example's files. */
export function remarksOf(snapshot: Snapshot, rule: string, fixture: Fixture, texts: Texts): Remark[] {
  return snapshot.judgements.findings
    .filter((finding) => finding.rule === rule)
    .flatMap((finding) => {
      const span = placeOf(snapshot, finding.at);
      if (!span) return [];
      const name = decodeURIComponent(span.uri.slice(folder.length + 1));
      const file = [fixture, ...fixture.files].find((other) => other.name === name)?.name ?? fixture.name;
      return [{ start: span.start, end: span.end, message: messageOf(finding, texts), file }];
    });
}

/** What the rule says of each resource that it applies to, as `Orders: pass`, in text order. */
export function verdictsOf(
  snapshot: Snapshot,
  rule: string,
): { readonly resource: string; readonly verdict: Verdict }[] {
  return [...snapshot.judgements.byResource].flatMap(([resource, judgements]) =>
    judgements
      .filter((judgement) => judgement.rule === rule)
      .map(({ verdict }) => ({ resource: resource.id, verdict })),
  );
}

export interface Repaired {
  readonly text: string;
  /** Why a finding is left, where one is. */
  readonly left?: string | undefined;
}

/** The documents after the first proven fix of each finding of the rule, as one text. */
export function repair(snapshot: Snapshot, rule: string, fixture: Fixture): Repaired {
  let current = snapshot;
  for (let count = 0; count < mostRepairs; count++) {
    const findings = current.judgements.findings.filter((finding) => finding.rule === rule);
    const proven = findings.map((finding) => firstProven(current, finding)).find((fix) => fix !== undefined);
    if (!proven) {
      const [left] = findings;
      return { text: textOf(current, fixture), left: left && whyNot(current, left) };
    }
    current = proven.after;
  }
  return { text: textOf(current, fixture), left: 'fixing does not come to an end' };
}

/** The first fix without its proof, for people to see what goes wrong. */
function whyNot(snapshot: Snapshot, finding: Snapshot['judgements']['findings'][number]): string {
  const fix = fixesOf(finding, snapshot).at(-1);
  if (!fix) return 'the engine makes no fix for this finding';
  const edits = snapshot.dialect.edit(snapshot.model, fix.changes, (uri) => snapshot.textOf(uri));
  if (!edits || edits.length === 0)
    return `no safe edit for ${fix.changes.map(({ kind }) => kind).join(', ')}`;
  const after = snapshot.after(edits);
  const text = after.model.uris.map((uri) => after.textOf(uri)).join('\n');
  const still = after.judgements.findings.some(
    (other) => other.rule === finding.rule && other.resource.id === finding.resource.id,
  );
  const reason = still ? 'the finding is still there' : 'something else changes or a new finding comes';
  return `the fix does not hold, because ${reason} in:\n${text}`;
}

function textOf(snapshot: Snapshot, fixture: Fixture): string {
  const { dialect } = snapshot.model;
  const all = [fixture, ...fixture.files].map((file) => ({
    name: file.name,
    text: snapshot.textOf(uriOf(dialect, file.name, file.text)),
  }));
  return joined(all);
}

/** The texts of all files of a fixture as one, to compare. */
export function joined(files: readonly { readonly name: string; readonly text: string }[]): string {
  return files.map(({ name, text }) => (name === '' ? text : `--- ${name}\n${text}`)).join('');
}
