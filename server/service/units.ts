import type { Reader } from './reader.ts';
import { type Snapshot, type Terms, takeSnapshot } from './snapshot.ts';
import type { Workspace } from './workspace.ts';

interface Kept {
  readonly revision: number;
  readonly snapshot: Snapshot;
}

/** Maps documents to the units they are part of, and keeps each unit's last snapshot. */
export class Units {
  readonly #workspace: Workspace;
  readonly #readers: readonly Reader[];
  #terms: Terms;
  #kept = new Map<string, Kept>();

  constructor(workspace: Workspace, readers: readonly Reader[], terms: Terms) {
    this.#workspace = workspace;
    this.#readers = readers;
    this.#terms = terms;
  }

  get terms(): Terms {
    return this.#terms;
  }

  /** Everything is judged anew on other terms; what was read stays. */
  judgeBy(terms: Terms): void {
    this.#terms = terms;
  }

  /** The units that the document is part of, as they are now; empty when it is none of ours. */
  of(uri: string): readonly Snapshot[] {
    return this.#readers.flatMap((reader) =>
      reader.unitsOf(uri, this.#workspace).map((unit) => this.#snapshot(reader, unit)),
    );
  }

  /** Lets go of the units that hold none of the documents. */
  keepOnly(documents: Iterable<string>): void {
    const wanted = new Set(documents);
    for (const [unit, { snapshot }] of this.#kept) {
      if (!snapshot.model.uris.some((uri) => wanted.has(uri))) this.#kept.delete(unit);
    }
  }

  #snapshot(reader: Reader, unit: string): Snapshot {
    const { revision } = this.#workspace;
    const kept = this.#kept.get(unit);
    if (kept?.revision === revision && kept.snapshot.terms === this.#terms) return kept.snapshot;
    const snapshot = takeSnapshot(reader, unit, this.#workspace, this.#terms, kept?.snapshot);
    this.#kept.set(unit, { revision, snapshot });
    return snapshot;
  }
}
