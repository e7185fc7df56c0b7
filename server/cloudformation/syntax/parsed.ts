import type { Span } from '../../text/span.ts';
import type { Problem } from '../../model/model.ts';
import type { Node } from './node.ts';

/** What a parser makes of one stretch of text; offsets are UTF-16 code units from its start. */
export interface Parsed {
  /** Left out when nothing of the text can be read. */
  readonly node?: Node | undefined;
  readonly problems: readonly TextProblem[];
  /** True when an alias names an anchor that is not in this text, so that something is missing from the tree. */
  readonly unresolved: boolean;
}

export interface TextProblem extends Span {
  readonly kind: Problem['kind'];
  readonly detail: string;
}

/** Collections nested deeper than this are left out of the tree. */
export const maxDepth = 200;

/** True when the text does not parse as a whole; a key that stands twice does no harm. */
export function isBroken(parsed: Parsed): boolean {
  return parsed.unresolved || parsed.problems.some((problem) => problem.kind !== 'duplicate-key');
}
