import type { Value } from '../../../model/value.ts';
import { jsonParts, valueFrom } from '../plain.ts';
import { originsOf, textFrom, textOf, unknownFrom } from '../values.ts';
import { type FunctionTable, type Occasion, plain, textIn } from './function.ts';

export const encodingFunctions: FunctionTable = {
  base64decode: plain((text) => decoded(textIn(text))),
  base64encode: plain((text) => encoded(textIn(text))),
  jsondecode: decodeJson,
  jsonencode: encodeJson,
  urlencode: plain((text) => {
    const plainText = textIn(text);
    return plainText === undefined ? undefined : encodeURIComponent(plainText).replaceAll('%20', '+');
  }),
};

/** The text, with the structure that it was made from. */
function encodeJson(values: readonly Value[], { at, name }: Occasion): Value {
  const [value] = values;
  if (!value) return unknownFrom([], at, name);
  if (value.kind === 'unknown') return { ...unknownFrom([value], at, name, true) };
  const text = textFrom(jsonParts(value), at, originsOf([value]));
  return text.kind === 'unknown' ? text : { ...text, decoded: value };
}

function decodeJson(values: readonly Value[], { at, name }: Occasion): Value {
  const [value] = values;
  if (!value) return unknownFrom([], at, name);
  if ((value.kind === 'text' || value.kind === 'scalar' || value.kind === 'unknown') && value.decoded)
    return { ...value.decoded, at };
  const text = textOf(value);
  if (text === undefined) return unknownFrom(values, at, name);
  try {
    return valueFrom(JSON.parse(text), at, originsOf([value]));
  } catch {
    return unknownFrom([], at, name);
  }
}

function encoded(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const bytes = new TextEncoder().encode(text);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text === undefined
      ? undefined
      : new TextDecoder('utf-8', { fatal: true }).decode(
          Uint8Array.from(atob(text), (unit) => unit.charCodeAt(0)),
        );
  } catch {
    return undefined;
  }
}
