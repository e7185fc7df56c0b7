import type { Reader } from './reader.ts';
import { type Snapshot, type Terms, takeSnapshot } from './snapshot.ts';
import type { Workspace } from './workspace.ts';

interface Kept {
  readonly revision: number;
  readonly snapshot: Snapshot;
}

/** So many snapshots are kept at most, besides those of open documents. */
const mostKept = 64;

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

  /** Lets go of every unit none of whose documents is open. */
  keepOpen(): void {
    this.#letGo(0);
  }

  /** Lets go of units without an open document, those that were asked for longest ago first, until so many are left. */
  #letGo(left: number): void {
    const open = new Set(this.#workspace.openUris());
    for (const [unit, { snapshot }] of this.#kept) {
      if (this.#kept.size <= left) return;
      if (!snapshot.model.uris.some((uri) => open.has(uri))) this.#kept.delete(unit);
    }
  }

  #snapshot(reader: Reader, unit: string): Snapshot {
    const { revision } = this.#workspace;
    const kept = this.#kept.get(unit);
    if (kept?.revision === revision && kept.snapshot.terms === this.#terms) return kept.snapshot;
    const snapshot = takeSnapshot(reader, unit, this.#workspace, this.#terms, kept?.snapshot);
    this.#kept.delete(unit);
    this.#kept.set(unit, { revision, snapshot });
    if (this.#kept.size > mostKept) this.#letGo(mostKept / 2);
    return snapshot;
  }
}
