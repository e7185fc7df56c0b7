import { parseTree } from 'jsonc-parser';
import type { Predicate } from './predicate.ts';
import { hole, overText } from './texts.ts';

export const structuredLogFormat: Predicate = (reading, _, context) =>
  overText(reading, context, (text) => {
    if (text.trim() === hole) return undefined;
    const filled = text.replaceAll(/\$(?:context|stageVariables|input)\.[\w.-]+/g, '0').replaceAll(hole, '0');
    const isObject = parsesAsObject(filled);
    return isObject && text.includes(hole) ? undefined : isObject;
  });

function parsesAsObject(text: string): boolean {
  const errors: { error: number; offset: number; length: number }[] = [];
  const tree = parseTree(text, errors, { disallowComments: true });
  return errors.length === 0 && tree?.type === 'object';
}
