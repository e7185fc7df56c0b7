import type { Unknown, Value } from '../../../model/value.ts';
import type { Plain } from '../plain.ts';
import { list, originsOf, scalar, textFrom, textOf, unknownFrom } from '../values.ts';
import { format } from './format.ts';
import { type FunctionTable, numberIn, type Occasion, plain, textIn } from './function.ts';
import { allMatches, expressionFrom, firstMatch } from './pattern.ts';

export const stringFunctions: FunctionTable = {
  chomp: overText((text) => text.replace(/[\r\n]+$/, '')),
  endswith: overTexts((text, suffix) => text.endsWith(suffix)),
  format: (values, occasion) => format(values, occasion),
  formatlist: formatList,
  indent: plain((spaces, text) => {
    const width = numberIn(spaces);
    return width === undefined
      ? undefined
      : textIn(text)?.replace(/\n/g, `\n${' '.repeat(Math.min(width, 200))}`);
  }),
  join,
  lower: overText((text) => text.toLowerCase()),
  regex: plain((pattern, text) => firstMatch(textIn(pattern), textIn(text))),
  regexall: plain((pattern, text) => allMatches(textIn(pattern), textIn(text))),
  replace: plain((text, search, substitute) => replace(textIn(text), textIn(search), textIn(substitute))),
  split: plain((separator, text) => {
    const by = textIn(separator);
    return by === undefined ? undefined : textIn(text) === '' ? [''] : textIn(text)?.split(by);
  }),
  startswith: overTexts((text, prefix) => text.startsWith(prefix)),
  strcontains: overTexts((text, part) => text.includes(part)),
  strrev: overText((text) => Array.from(text).reverse().join('')),
  substr: plain((text, offset, length) => substring(textIn(text), numberIn(offset), numberIn(length))),
  title: overText((text) =>
    text.replace(/(^|[\s_-])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase()),
  ),
  trim: overTexts((text, set) => trimSet(trimSet(text, set, 'start'), set, 'end')),
  trimprefix: overTexts((text, prefix) => (text.startsWith(prefix) ? text.slice(prefix.length) : text)),
  trimspace: overText((text) => text.trim()),
  trimsuffix: overTexts((text, suffix) =>
    suffix !== '' && text.endsWith(suffix) ? text.slice(0, -suffix.length) : text,
  ),
  upper: overText((text) => text.toUpperCase()),
};

function overText(compute: (text: string) => Plain): FunctionTable[string] {
  return plain((data) => {
    const text = textIn(data);
    return text === undefined ? undefined : compute(text);
  });
}

function overTexts(compute: (text: string, other: string) => Plain): FunctionTable[string] {
  return plain((data, argument) => {
    const text = textIn(data);
    const other = textIn(argument);
    return text === undefined || other === undefined ? undefined : compute(text, other);
  });
}

function trimSet(text: string, set: string, side: 'start' | 'end'): string {
  let start = 0;
  let end = text.length;
  if (side === 'start') while (start < end && set.includes(text[start] ?? '')) start++;
  else while (end > start && set.includes(text[end - 1] ?? '')) end--;
  return text.slice(start, end);
}

function substring(
  text: string | undefined,
  offset: number | undefined,
  length: number | undefined,
): string | undefined {
  if (text === undefined || offset === undefined || length === undefined) return undefined;
  const start = offset < 0 ? Math.max(0, text.length + offset) : offset;
  return length < 0 ? text.slice(start) : text.slice(start, start + length);
}

function replace(
  text: string | undefined,
  search: string | undefined,
  substitute: string | undefined,
): string | undefined {
  if (text === undefined || search === undefined || substitute === undefined) return undefined;
  if (search.length > 2 && search.startsWith('/') && search.endsWith('/')) {
    const pattern = expressionFrom(search.slice(1, -1), 'g', text);
    return (
      pattern &&
      text.replace(
        pattern,
        substitute.replace(/\$\{?(\w+)\}?/g, (whole, name: string) =>
          /^\d+$/.test(name) ? `$${name}` : whole,
        ),
      )
    );
  }
  return search === '' ? text : text.replaceAll(search, () => substitute);
}

/** Unknown items stay in the text as unknown parts. */
function join(values: readonly Value[], { at, name }: Occasion): Value {
  const [separator, ...lists] = values;
  const between = textOf(separator);
  const items = lists.flatMap((value): readonly Value[] =>
    value.kind === 'list' && !value.open ? value.items : [value],
  );
  if (between === undefined || lists.some((value) => value.kind !== 'list' || value.open))
    return unknownFrom(values, at, name, true);
  const parts: (string | Unknown)[] = [];
  for (const [index, item] of items.entries()) {
    if (index > 0) parts.push(between);
    if (item.kind === 'scalar') parts.push(textOf(item) ?? '');
    else if (item.kind === 'text') parts.push(...item.parts);
    else if (item.kind === 'unknown') parts.push(item);
    else return unknownFrom([item], at, name, true);
  }
  return textFrom(parts, at, originsOf([...values, ...items]));
}

function formatList(values: readonly Value[], occasion: Occasion): Value {
  const { at, name } = occasion;
  const lengths = values.flatMap((value) => (value.kind === 'list' ? [value.items.length] : []));
  if (
    lengths.length === 0 ||
    values.some((value) => value.kind === 'list' && value.open) ||
    values.slice(1).some(({ kind }) => kind === 'map')
  ) {
    return unknownFrom(values, at, name);
  }
  const rows = Array.from({ length: Math.min(...lengths) }, (_, row) =>
    format(
      values.map((value) => (value.kind === 'list' ? (value.items[row] ?? scalar('', at)) : value)),
      occasion,
    ),
  );
  return list(rows, at);
}
