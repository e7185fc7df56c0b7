import type { Naming } from './written.ts';

/** The piece that is edited, and how it is written. Offsets of all edits are those of the piece. */
export interface Draft {
  readonly text: string;
  readonly lineBreak: string;
  readonly naming: Naming;
}
