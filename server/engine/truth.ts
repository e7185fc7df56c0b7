/** Three-valued truth: `undefined` is unknown. */
export type Truth = boolean | undefined;

export function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

/** False when one is false, true when all are true. */
export function allOf(truths: readonly Truth[]): Truth {
  let result: Truth = true;
  for (const truth of truths) {
    if (truth === false) return false;
    if (truth === undefined) result = undefined;
  }
  return result;
}

/** True when one is true, false when all are false. */
export function anyOf(truths: readonly Truth[]): Truth {
  return not(allOf(truths.map(not)));
}
