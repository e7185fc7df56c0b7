import type { Data } from '../../model/dialect.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import type { Template } from '../syntax/node.ts';
import { isJson, isList, isReference, isTemplate } from './data.ts';
import type { Draft } from './draft.ts';
import { editStructure } from './json.ts';
import { type Within, dataOf } from './patch.ts';

/** The edits inside of a heredoc that holds JSON; `undefined` for any other string, and for what JSON there cannot say. */
export function editHeredoc(
  { text, naming }: Draft,
  template: Template,
  patch: Within,
): readonly TextEdit[] | undefined {
  const { start } = template.content;
  const json = maskedJson(text, template);
  const data = dataOf(patch);
  if (json === undefined || (data !== undefined && !isPlain(data))) return undefined;
  const edits = editStructure(json, patch, naming);
  return edits?.map((edit) => ({ start: start + edit.start, end: start + edit.end, text: edit.text }));
}

/** The content with every interpolation as a string of the same length; `undefined` when that is no JSON. */
function maskedJson(text: string, { style, content, parts }: Template): string | undefined {
  if (style === 'quoted') return undefined;
  let masked = '';
  let quoted = false;
  let from = content.start;
  for (const part of parts) {
    if (part.kind !== 'text' && part.kind !== 'interpolation') return undefined;
    const written = text.slice(from, part.kind === 'text' ? part.end : part.start);
    masked += written;
    quoted = endsQuoted(written, quoted);
    from = part.end;
    if (part.kind === 'text') continue;
    const inside = 'x'.repeat(part.end - part.start - 2);
    masked += quoted ? `xx${inside}` : `"${inside}"`;
  }
  masked += text.slice(from, content.end);
  return isJsonText(masked) ? masked : undefined;
}

function endsQuoted(text: string, quoted: boolean): boolean {
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === '"') quoted = !quoted;
  }
  return quoted;
}

function isJsonText(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** What names nothing: a name may hold quotes, which an interpolation and the JSON around it take in different ways. */
function isPlain(data: Data): boolean {
  if (typeof data !== 'object') return true;
  if (isList(data)) return data.every(isPlain);
  return !isReference(data) && !isTemplate(data) && !isJson(data) && Object.values(data).every(isPlain);
}
