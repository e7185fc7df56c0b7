/** A stretch of text. Both ends are UTF-16 code units from the start of the text; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** True when `inner` lies within `outer`; an empty span at either edge counts as within. */
export function encloses(outer: Span, inner: Span): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** True when the two spans share a character, or touch where one of them is empty. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
