// Text with squiggles under it: what tests expect, drawn where it is expected.
import assert from 'node:assert/strict';

/** Something said about a stretch of text; offsets are UTF-16 code units from the start of its file. */
export interface Remark {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** The file it is about; left out for the first one. */
  readonly file?: string | undefined;
}

export interface FixtureFile {
  /** Empty where the fixture does not name its only file. */
  readonly name: string;
  readonly text: string;
  readonly expected: readonly Remark[];
  /** Where `$0` stood. */
  readonly cursor?: number | undefined;
}

/** The first file, and the others that `--- name` lines begin. */
export interface Fixture extends FixtureFile {
  readonly files: readonly FixtureFile[];
}

const squiggleLine = /^([ \t]*)(~+)(?:[ \t]+(.*?))?[ \t]*\r?$/;
const fileLine = /^--- (\S+\.\S+)[ \t]*\r?$/;

/**
 * Reads a drawn fixture. A line of `~` expects a remark under the line above it, whose message begins as written behind it.
 * Text that starts with a line break is a template literal of a test and loses its indentation.
 */
export function parseFixture(text: string): Fixture {
  const lines = (text.startsWith('\n') ? dedent(text) : text).split('\n');
  const parts: { name: string; lines: string[] }[] = [{ name: '', lines: [] }];
  for (const line of lines) {
    const name = fileLine.exec(line)?.[1];
    if (name === undefined) parts.at(-1)?.lines.push(line);
    else parts.push({ name, lines: [] });
  }
  const named =
    parts.length > 1 && parts[0]?.lines.every((line) => line.trim() === '') ? parts.slice(1) : parts;
  const [first, ...others] = named.map((part, index) =>
    parseFile(part.name, part.lines, index < named.length - 1),
  );
  return { ...(first ?? parseFile('', [], false)), files: others };
}

/** The text with the remarks drawn into it, ready to paste; a remark over several lines is drawn under the first. */
export function drawFixture(text: string, remarks: readonly Remark[]): string {
  const lines = text.split('\n');
  const drawn = remarks.map((remark) => ({ ...placeOf(text, remark), message: remark.message }));
  drawn.sort((a, b) => a.line - b.line || a.column - b.column || a.width - b.width);
  return lines
    .flatMap((line, index) => [
      line,
      ...drawn
        .filter((remark) => remark.line === index)
        .map(({ column, width, message }) =>
          `${indentOf(line, column)}${'~'.repeat(width)} ${message}`.trimEnd(),
        ),
    ])
    .join('\n');
}

/** Asserts that `derive` says of the text what is drawn under it; a failure shows the text as it would have to be drawn. */
export function check(text: string, derive: (fixture: Fixture) => readonly Remark[]): void {
  const fixture = parseFixture(text);
  const difference = compare(fixture, derive(fixture));
  if (difference !== undefined) assert.equal(difference.actual, difference.expected);
}

/** The fixture as expected and as it came out, or `undefined` when the remarks are those that are drawn. */
export function compare(
  fixture: Fixture,
  remarks: readonly Remark[],
): { readonly actual: string; readonly expected: string } | undefined {
  const all = [fixture, ...fixture.files];
  const known = new Set(all.map((file) => file.name));
  const stray = remarks.find((remark) => remark.file !== undefined && !known.has(remark.file));
  if (stray !== undefined) return { actual: `${stray.file}: ${stray.message}`, expected: '' };
  const drawings = all.map((file, index) => {
    const own = remarks.filter((remark) => (remark.file ?? fixture.name) === file.name);
    const head = index === 0 && file.name === '' ? '' : `--- ${file.name}\n`;
    return {
      expected: head + drawFixture(file.text, file.expected),
      actual: head + drawFixture(file.text, shortened(file, own)),
    };
  });
  const actual = drawings.map((drawing) => drawing.actual).join('\n');
  const expected = drawings.map((drawing) => drawing.expected).join('\n');
  return actual === expected ? undefined : { actual, expected };
}

/** Cuts a message down to its expected beginning, so that only what differs shows. */
function shortened(file: FixtureFile, remarks: readonly Remark[]): Remark[] {
  const open = file.expected.map((remark) => ({
    place: placeKey(file.text, remark),
    message: remark.message,
  }));
  return remarks.map((remark) => {
    const place = placeKey(file.text, remark);
    const index = open.findIndex(
      (other) => other.place === place && remark.message.startsWith(other.message),
    );
    const [found] = index < 0 ? [] : open.splice(index, 1);
    return found === undefined ? remark : { ...remark, message: found.message };
  });
}

function parseFile(name: string, lines: readonly string[], followed: boolean): FixtureFile {
  const kept: string[] = [];
  const expected: { line: number; column: number; width: number; message: string }[] = [];
  for (const line of lines) {
    const match = squiggleLine.exec(line);
    if (match === null || kept.length === 0) kept.push(line);
    else {
      const [, indent = '', squiggle = '', message = ''] = match;
      expected.push({ line: kept.length - 1, column: indent.length, width: squiggle.length, message });
    }
  }
  if (followed && kept.at(-1) !== '') kept.push('');
  const marked = kept.join('\n');
  const cursor = marked.indexOf('$0');
  const text = cursor < 0 ? marked : marked.slice(0, cursor) + marked.slice(cursor + 2);
  const starts = lineStartsOf(text);
  const remarks = expected.map(({ line, column, width, message }) => {
    const start = (starts[line] ?? 0) + column;
    return { start, end: start + width, message };
  });
  return { name, text, expected: remarks, cursor: cursor < 0 ? undefined : cursor };
}

function placeOf(text: string, { start, end }: Remark): { line: number; column: number; width: number } {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const line = text.slice(0, lineStart).split('\n').length - 1;
  const lineEnd = text.slice(lineStart).search(/\r?\n|$/) + lineStart;
  return { line, column: start - lineStart, width: Math.max(1, Math.min(end, lineEnd) - start) };
}

function placeKey(text: string, remark: Remark): string {
  const { line, column, width } = placeOf(text, remark);
  return `${line}:${column}:${width}`;
}

/** Tabs stay tabs, so that a squiggle stands where it belongs at every tab width. */
function indentOf(line: string, column: number): string {
  return line.slice(0, column).replace(/[^\t]/g, ' ').padEnd(column);
}

function lineStartsOf(text: string): number[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const own = start;
    start += line.length + 1;
    return own;
  });
}

function dedent(text: string): string {
  const lines = text.slice(1).split('\n');
  if (lines.at(-1)?.trim() === '') lines[lines.length - 1] = '';
  const indents = lines.filter((line) => line.trim() !== '').map((line) => /^ */.exec(line)?.[0].length ?? 0);
  const indent = Math.min(...indents);
  return lines.map((line) => line.slice(Math.min(indent, line.length))).join('\n');
}
