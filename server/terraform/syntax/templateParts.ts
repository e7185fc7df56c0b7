import type { Span } from '../../text/span.ts';
import type { Expression, TemplatePart } from './node.ts';
import { complain, type Reader } from './reader.ts';

/** What stands in a template, before `if` and `for` have found their ends. */
export type TemplateToken = Span & { readonly stripBefore?: boolean; readonly stripAfter?: boolean } & (
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'interpolation'; readonly value: Expression }
    | { readonly kind: 'if'; readonly condition: Expression }
    | {
        readonly kind: 'for';
        readonly keyName?: string | undefined;
        readonly valueName: string;
        readonly collection: Expression;
      }
    | { readonly kind: 'unknown' }
    | { readonly kind: 'else' }
    | { readonly kind: 'endif' }
    | { readonly kind: 'endfor' }
  );

/** Nests the tokens into parts; what is not closed ends with the template. */
export function assembleParts(tokens: readonly TemplateToken[], reader: Reader): readonly TemplatePart[] {
  const cursor = { tokens: strip(tokens), index: 0, reader };
  const parts: TemplatePart[] = [];
  while (cursor.index < cursor.tokens.length) {
    parts.push(...readParts(cursor));
    const stray = cursor.tokens[cursor.index++];
    if (stray) complain(reader, stray.start, stray.end, 'Template directive without its beginning');
  }
  return parts;
}

interface TokenCursor {
  readonly tokens: readonly TemplateToken[];
  index: number;
  readonly reader: Reader;
}

/** Parts up to `else`, `endif` or `endfor`. */
function readParts(cursor: TokenCursor): TemplatePart[] {
  const parts: TemplatePart[] = [];
  for (;;) {
    const token = cursor.tokens[cursor.index];
    if (!token || token.kind === 'else' || token.kind === 'endif' || token.kind === 'endfor') return parts;
    cursor.index++;
    if (token.kind === 'unknown') continue;
    if (token.kind === 'if') parts.push(readIf(cursor, token));
    else if (token.kind === 'for') parts.push(readFor(cursor, token));
    else if (token.kind === 'text')
      parts.push({ kind: 'text', text: token.text, start: token.start, end: token.end });
    else parts.push({ kind: 'interpolation', value: token.value, start: token.start, end: token.end });
  }
}

function readIf(cursor: TokenCursor, token: TemplateToken & { kind: 'if' }): TemplatePart {
  const whenTrue = readParts(cursor);
  let whenFalse: TemplatePart[] = [];
  if (cursor.tokens[cursor.index]?.kind === 'else') {
    cursor.index++;
    whenFalse = readParts(cursor);
  }
  const end = close(cursor, token, 'endif');
  return { kind: 'if', condition: token.condition, whenTrue, whenFalse, start: token.start, end };
}

function readFor(cursor: TokenCursor, token: TemplateToken & { kind: 'for' }): TemplatePart {
  const parts = readParts(cursor);
  const end = close(cursor, token, 'endfor');
  const { keyName, valueName, collection, start } = token;
  return { kind: 'for', keyName, valueName, collection, parts, start, end };
}

function close(cursor: TokenCursor, opening: TemplateToken, kind: 'endif' | 'endfor'): number {
  const token = cursor.tokens[cursor.index];
  if (token?.kind === kind) {
    cursor.index++;
    return token.end;
  }
  complain(cursor.reader, opening.start, opening.end, `Template directive without \`${kind}\``);
  return token?.start ?? cursor.tokens.at(-1)?.end ?? opening.end;
}

/** `~` takes away the white space beside it. */
function strip(tokens: readonly TemplateToken[]): readonly TemplateToken[] {
  if (!tokens.some((token) => token.stripBefore || token.stripAfter)) return tokens;
  return tokens.map((token, index) => {
    if (token.kind !== 'text') return token;
    let text = token.text;
    if (tokens[index - 1]?.stripAfter) text = text.trimStart();
    if (tokens[index + 1]?.stripBefore) text = text.trimEnd();
    return { ...token, text };
  });
}
