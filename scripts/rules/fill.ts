// Draws an author's examples: the squiggles of `bad`, and the `good` that the fix makes of it.
import { type Document, isMap, isScalar, parseDocument } from 'yaml';
import type { Texts } from '../../server/language/texts.ts';
import type { DialectName } from '../../server/model/resource.ts';
import type { Terms } from '../../server/service/snapshot.ts';
import { applyEdits, type TextEdit } from '../../server/text/textEdit.ts';
import { type Fixture, drawFixture, parseFixture } from '../../test/fixture.ts';
import { hasFix } from '../../test/rules/examples.ts';
import { joined, remarksOf, repair, snapshotOf } from '../../test/rules/pipeline.ts';
import type { CompiledRule } from './compileRule.ts';
import { dialects } from './form.ts';

/** The rule file with its faulty examples drawn as they come out. */
export function fillExamples(text: string, source: CompiledRule, terms: Terms, texts: Texts): string {
  const document = parseDocument(text);
  const edits = source.form.examples.flatMap((example, index) =>
    dialects.flatMap((dialect) => {
      const bad = example[dialect]?.bad;
      if (bad === undefined) return [];
      const drawn = draw(bad, dialect, source, terms, texts);
      return drawn ? editsFor(text, document, ['examples', index, dialect], drawn) : [];
    }),
  );
  return applyEdits(text, edits);
}

interface Drawn {
  readonly bad: string;
  /** Left out where the rule repairs nothing. */
  readonly good?: string | undefined;
}

function draw(
  bad: string,
  dialect: DialectName,
  { rule }: CompiledRule,
  terms: Terms,
  texts: Texts,
): Drawn | undefined {
  const fixture = parseFixture(bad);
  const snapshot = snapshotOf(dialect, fixture, terms);
  if (!snapshot) return undefined;
  const remarks = remarksOf(snapshot, rule.id, fixture, texts).map((remark) => ({
    ...remark,
    message: beginning(remark.message),
  }));
  const drawn = [fixture, ...fixture.files].map((file) => ({
    name: file.name,
    text: drawFixture(
      file.text,
      remarks.filter((remark) => (remark.file ?? fixture.name) === file.name),
    ),
  }));
  return {
    bad: joined(drawn),
    good: hasFix(rule, dialect) ? repaired(fixture, repair(snapshot, rule.id, fixture)) : undefined,
  };
}

/** Nothing where the fix changes nothing. */
function repaired(fixture: Fixture, { text, left }: ReturnType<typeof repair>): string | undefined {
  return left !== undefined || text === joined([fixture, ...fixture.files]) ? undefined : text;
}

/** Enough of a message to know it by. */
function beginning(message: string): string {
  return message.split(/[;,:.](?= |$)/)[0] ?? message;
}

function editsFor(
  text: string,
  document: Document,
  path: readonly (string | number)[],
  drawn: Drawn,
): TextEdit[] {
  const map = document.getIn(path);
  if (!isMap(map)) return [];
  const edits: TextEdit[] = [];
  const blockOf = (key: string): { start: number; end: number } | undefined => {
    const value = map.get(key, true);
    return isScalar(value) && value.type === 'BLOCK_LITERAL' && value.range
      ? { start: value.range[0], end: value.range[1] }
      : undefined;
  };
  const bad = blockOf('bad');
  const pair = map.items.find(({ key }) => isScalar(key) && key.value === 'bad');
  if (!bad || !pair || !isScalar(pair.key) || !pair.key.range) return [];
  const column = pair.key.range[0] - (text.lastIndexOf('\n', pair.key.range[0]) + 1);
  edits.push({ ...bad, text: literal(drawn.bad, column + 2) });
  if (drawn.good === undefined) return edits;
  const good = blockOf('good');
  if (good) edits.push({ ...good, text: literal(drawn.good, column + 2) });
  else if (!map.has('good'))
    edits.push({
      start: bad.end,
      end: bad.end,
      text: `${' '.repeat(column)}good: ${literal(drawn.good, column + 2)}`,
    });
  return edits;
}

function literal(text: string, indent: number): string {
  const lines = text.replace(/\n$/, '').split('\n');
  const first = /^\s/.test(text) ? String(2) : '';
  return `|${first}\n${lines.map((line) => (line === '' ? '' : ' '.repeat(indent) + line)).join('\n')}\n`;
}
