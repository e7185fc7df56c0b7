import { type Node, parseTree } from 'jsonc-parser';
import type { Scalar, Text, Unknown, Value } from '../model/value.ts';

const holeStart = '\uE000';
const holeEnd = '\uE001';
const hole = /\uE000(\d+)\uE001/;

/**
 * The structure that a JSON string holds. Parts that are not known stay unknown inside it; every value stands at the string.
 * A string that is no JSON gives an unknown value with cause `encoded`.
 */
export function decodeJson(value: Scalar | Text): Value {
  const parts = value.kind === 'text' ? value.parts : [String(value.data)];
  const holes: Unknown[] = [];
  const tree = parseTree(fill(parts, holes), [], { disallowComments: true });
  const encoded: Unknown = {
    kind: 'unknown',
    cause: { kind: 'encoded', subject: '', at: value.at },
    present: true,
    at: value.at,
  };
  if (!tree || (tree.type !== 'object' && tree.type !== 'array')) return encoded;
  return toValue(tree, value, holes);
}

/** The text with a numbered mark for each unknown part, quoted where it stands outside a string. */
function fill(parts: readonly (string | Unknown)[], holes: Unknown[]): string {
  let text = '';
  let quoted = false;
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      quoted = endsQuoted(part, quoted);
    } else {
      const mark = holeStart + String(holes.length) + holeEnd;
      holes.push(part);
      text += quoted ? mark : `"${mark}"`;
    }
  }
  return text;
}

function endsQuoted(text: string, quoted: boolean): boolean {
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '\\') i++;
    else if (text[i] === '"') quoted = !quoted;
  }
  return quoted;
}

function toValue(node: Node, whole: Scalar | Text, holes: readonly Unknown[]): Value {
  const placed = { at: whole.at, origins: whole.origins };
  switch (node.type) {
    case 'object': {
      const entries = new Map<string, Value>();
      for (const property of node.children ?? []) {
        const [key, child] = property.children ?? [];
        if (key && child) entries.set(String(key.value), toValue(child, whole, holes));
      }
      return { kind: 'map', entries, ...placed };
    }
    case 'array':
      return {
        kind: 'list',
        items: (node.children ?? []).map((child) => toValue(child, whole, holes)),
        ...placed,
      };
    case 'null':
      return { kind: 'absent', ...placed };
    case 'number':
    case 'boolean':
      return { kind: 'scalar', data: node.value as number | boolean, text: String(node.value), ...placed };
    default:
      return stringValue(String(node.value), placed, holes);
  }
}

function stringValue(text: string, placed: Pick<Value, 'at' | 'origins'>, holes: readonly Unknown[]): Value {
  const pieces = text.split(hole);
  if (pieces.length === 1) return { kind: 'scalar', data: text, text, ...placed };
  const parts = pieces.flatMap((piece, index): (string | Unknown)[] => {
    if (index % 2 === 0) return piece === '' ? [] : [piece];
    const unknown = holes[Number(piece)];
    return unknown ? [unknown] : [];
  });
  const [only] = parts;
  if (parts.length === 1 && only !== undefined && typeof only !== 'string') return { ...only, ...placed };
  return { kind: 'text', parts, ...placed };
}
