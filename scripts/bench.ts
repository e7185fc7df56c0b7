/**
 * Measures opening and typing in large documents, and what the whole rule set costs beside ten rules: in a template of
 * 500 resources, which is the most that CloudFormation takes, in a module of 142 kB, or in the documents that are named.
 * Times are of this machine at this moment; what can be compared are the ratios, which are taken in one run.
 *
 *     node scripts/bench.ts [document]…
 */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { judge } from '../server/engine/judge.ts';
import type { RuleSet } from '../server/engine/rule.ts';
import type { Model } from '../server/model/model.ts';
import { type Reader, allReaders } from '../server/service/reader.ts';
import { defaultSettings, speechOf } from '../server/service/settings.ts';
import { findingsIn, takeSnapshot } from '../server/service/snapshot.ts';
import type { Workspace } from '../server/service/workspace.ts';
import { grownModule, grownTemplate } from './bench/grow.ts';
import { compileRules } from './compileRules.ts';

const root = join(import.meta.dirname, '..');
const keystrokes = 200;
const rules = compileRules(root).ruleSet;
const speech = speechOf(defaultSettings);

const example = (name: string): string => readFileSync(join(root, 'examples', name), 'utf8');
const named = process.argv.slice(2);
for (const path of named) measure(path, `file:///shop/${basename(path)}`, readFileSync(path, 'utf8'));
if (named.length === 0) {
  measure('template', 'file:///shop/template.yaml', grownTemplate(example('orders.yaml'), 500));
  measure('module', 'file:///shop/main.tf', grownModule(example('reports/main.tf'), 142_000));
}

function measure(name: string, uri: string, text: string): void {
  const [reader] = allReaders().filter((each) => each.unitsOf(uri, workspaceOf(uri, text)).length > 0);
  if (!reader) throw new Error(`${name} is not recognised`);
  const [unit = uri] = reader.unitsOf(uri, workspaceOf(uri, text));
  const [read, model] = timed(() => reader.read(unit, workspaceOf(uri, text)));
  const [all, findings] = timed(() => judge(model, rules, speech).findings);
  const [whole, few] = [costOf(model, rules), costOf(model, ten(rules))];
  const typing = typed(reader, unit, uri, text);
  console.log(
    [
      `${name}: ${String(model.resources.length)} resources, ${String(findings.length)} findings`,
      `  opening: ${inMs(read)} to read, ${inMs(all)} to judge`,
      `  keystroke: p50 ${inMs(at(typing, 0.5))}, p95 ${inMs(at(typing, 0.95))}; p95 is ${percent(at(typing, 0.95) / (read + all))} of opening`,
      `  ${String(rules.rules.length)} rules cost ${(whole / few).toFixed(1)} times as much as ten; reading included, ${((read + whole) / (read + few)).toFixed(1)} times`,
    ].join('\n'),
  );
}

/** How long each keystroke takes, at places that are the same in every run: half of them type a letter, half take it back. */
function typed(reader: Reader, unit: string, uri: string, text: string): number[] {
  let snapshot = takeSnapshot(reader, unit, workspaceOf(uri, text), { rules, speech });
  findingsIn(snapshot, uri);
  const times: number[] = [];
  for (let stroke = 0; stroke < keystrokes; stroke++) {
    const place = Math.floor(((((stroke >> 1) + 1) * 0.618) % 1) * text.length);
    const now = stroke % 2 === 0 ? `${text.slice(0, place)}x${text.slice(place)}` : text;
    const [time] = timed(() => {
      snapshot = takeSnapshot(reader, unit, workspaceOf(uri, now), snapshot.terms, snapshot);
      return findingsIn(snapshot, uri);
    });
    times.push(time);
  }
  return times;
}

/** The least of three, so that what the machine does besides counts less. */
function costOf(model: Model, set: RuleSet): number {
  return Math.min(...[1, 2, 3].map(() => timed(() => judge(model, set, speech).findings)[0]));
}

/** Ten rules that speak by default, evenly out of all of them. */
function ten(set: RuleSet): RuleSet {
  const speaking = set.rules.filter((rule) => speech.severityOf(rule) !== 'off');
  return {
    ...set,
    rules: speaking.filter((_, index) => index % Math.floor(speaking.length / 10) === 0).slice(0, 10),
  };
}

function workspaceOf(uri: string, text: string): Workspace {
  const only = [uri];
  return {
    revision: 0,
    filesRevision: 0,
    openUris: () => only,
    text: (other) => (other === uri ? text : undefined),
    list: () => only,
    walk: () => only,
  };
}

function timed<T>(run: () => T): [number, T] {
  const start = performance.now();
  const result = run();
  return [performance.now() - start, result];
}

function at(times: readonly number[], share: number): number {
  return [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? 0;
}

function inMs(time: number): string {
  return `${time.toFixed(1)} ms`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}
