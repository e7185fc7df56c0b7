import type { Piece } from '../../model/location.ts';
import type { Parsed } from './piece.ts';

/** What was read of a document, piece by piece in text order. */
export interface Reading {
  readonly text: string;
  readonly parts: readonly Parsed[];
  readonly starts: ReadonlyMap<Piece, number>;
}

/** Pieces that have been read, each given out once: a text that stands twice is two pieces. */
export class Stock {
  readonly #parts = new Map<string, Parsed[]>();

  constructor(parts: readonly Parsed[]) {
    for (const part of parts) {
      const key = (part.context ?? '') + part.piece.text;
      const same = this.#parts.get(key);
      if (same) same.push(part);
      else this.#parts.set(key, [part]);
    }
  }

  take(context: string, text: string): Parsed | undefined {
    return this.#parts.get(context + text)?.shift();
  }
}

/** How many characters two texts have in common at their starts. */
export function commonStart(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  return grow(most, (from, to) => a.slice(from, to) === b.slice(from, to));
}

/** The same at their ends, at most `most`. */
export function commonEnd(a: string, b: string, most: number): number {
  return grow(
    most,
    (from, to) => a.slice(a.length - to, a.length - from) === b.slice(b.length - to, b.length - from),
  );
}

/** Compares in steps that halve where they fail. */
function grow(most: number, same: (from: number, to: number) => boolean): number {
  let length = 0;
  for (let step = 4096; step >= 1; step = step === 1 ? 0 : step >> 1) {
    while (length + step <= most && same(length, length + step)) length += step;
  }
  return length;
}
