import type { LineIndex } from '../text/lineIndex.ts';
import { lineIndexOf } from '../text/lineIndex.ts';
import type { Workspace } from '../service/workspace.ts';
import type { Disk } from './disk.ts';
import { OpenDocument } from './openDocument.ts';
import { canonicalUri } from './uri.ts';

/** The lines of so many documents that are not open are kept at most. */
const mostLines = 256;

/** The client's open documents over what lies on disk. */
export class OpenDocuments implements Workspace {
  readonly #disk: Disk;
  readonly #open = new Map<string, OpenDocument>();
  /** Of documents that are not open. */
  readonly #lines = new Map<string, { readonly text: string; readonly lines: LineIndex }>();
  #revision = 0;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  /** Every edit counts, and every change on disk. */
  get revision(): number {
    return this.#revision + this.#disk.revision;
  }

  get filesRevision(): number {
    return this.#disk.filesRevision;
  }

  openUris(): Iterable<string> {
    return this.#open.keys();
  }

  open(uri: string, version: number, text: string): void {
    this.#open.set(canonicalUri(uri), new OpenDocument(uri, version, text));
    this.#disk.forget(canonicalUri(uri));
  }

  change(uri: string, version: number, changes: Parameters<OpenDocument['apply']>[0]): void {
    this.of(uri)?.apply(changes, version);
    this.#revision++;
  }

  close(uri: string): void {
    this.#open.delete(canonicalUri(uri));
    this.#disk.forget(canonicalUri(uri));
  }

  /** `undefined` when it is not open. */
  of(uri: string): OpenDocument | undefined {
    return this.#open.get(canonicalUri(uri));
  }

  /** As the client writes it. */
  clientUri(canonical: string): string {
    return this.#open.get(canonical)?.uri ?? canonical;
  }

  text(uri: string): string | undefined {
    return this.#open.get(uri)?.text ?? this.#disk.text(uri);
  }

  list(folder: string): readonly string[] {
    const open = [...this.#open.keys()].filter((uri) => uri.slice(0, uri.lastIndexOf('/')) === folder);
    const there = this.#disk.list(folder);
    return open.every((uri) => there.includes(uri)) ? there : [...new Set([...there, ...open])].sort();
  }

  *walk(): Generator<string> {
    const seen = new Set<string>();
    for (const uri of this.#disk.walk()) {
      seen.add(uri);
      yield uri;
    }
    for (const uri of this.#open.keys()) if (!seen.has(uri)) yield uri;
  }

  /** The lines of a document's present text. */
  linesOf(uri: string, text: string): LineIndex {
    const open = this.#open.get(uri);
    if (open?.text === text) return open;
    const known = this.#lines.get(uri);
    if (known?.text === text) return known.lines;
    const lines = lineIndexOf(text);
    if (this.#lines.size >= mostLines) this.#lines.clear();
    this.#lines.set(uri, { text, lines });
    return lines;
  }
}
