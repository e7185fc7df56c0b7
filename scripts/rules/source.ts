import { LineCounter, isMap, isScalar, isSeq, parseDocument } from 'yaml';

/** What is wrong with a file of `rules/`; line and column count from 1. */
export interface RuleError {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

export type SourcePath = readonly (string | number)[];

/** Says what is wrong at a place of the file being compiled. */
export type Report = (path: SourcePath, message: string) => void;

export interface Source {
  readonly file: string;
  /** The plain data; `undefined` when the file does not parse. */
  readonly data: unknown;
  readonly report: Report;
  readonly errors: readonly RuleError[];
}

/** Reads one YAML file; errors are collected with the place in the text that they speak of. */
export function readSource(file: string, text: string): Source {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const errors: RuleError[] = [];
  const add = (offset: number, message: string): void => {
    const { line, col } = counter.linePos(offset);
    errors.push({ file, line, column: col, message });
  };
  for (const error of document.errors) add(error.pos[0], error.message);
  return {
    file,
    data: document.errors.length > 0 ? undefined : document.toJS(),
    errors,
    report: (path, message) => {
      add(offsetOf(document.contents, path), message);
    },
  };
}

/** Where the deepest part of a path stands that is there. */
function offsetOf(root: unknown, path: SourcePath): number {
  let node = root;
  let offset = 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (!pair) return offset;
      offset = isScalar(pair.key) ? (pair.key.range?.[0] ?? offset) : offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      if (node === undefined) return offset;
      offset = rangeStart(node) ?? offset;
    } else return offset;
  }
  return offset;
}

function rangeStart(node: unknown): number | undefined {
  return isMap(node) || isSeq(node) || isScalar(node) ? node.range?.[0] : undefined;
}

/** As editors and terminals make it clickable. */
export function printError({ file, line, column, message }: RuleError): string {
  return `${file}:${line}:${column} ${message}`;
}
