export type Quoting = 'plain' | 'single' | 'double';

/**
 * A scalar as YAML text that reads back as the same value.
 * `wanted` is kept where it is valid; text that would read as something else when plain takes `quotes`.
 */
export function yamlScalar(
  data: string | number | boolean,
  wanted: Quoting,
  quotes: 'single' | 'double',
  inFlow: boolean,
): string {
  const text = String(data);
  if (typeof data !== 'string' && wanted === 'plain') return text;
  if (wanted === 'plain' && isPlainSafe(text, inFlow)) return text;
  const quoting = wanted === 'plain' ? quotes : wanted;
  return quoting === 'double' || needsEscapes(text) ? doubleQuoted(text) : `'${text.replaceAll("'", "''")}'`;
}

/** True when the text, written without quotes, is one line that every YAML reader takes for that very string. */
export function isPlainSafe(text: string, inFlow: boolean): boolean {
  if (text === '' || text !== text.trim() || needsEscapes(text)) return false;
  if (/^[-?:,[\]{}#&*!|>'"%@`=~]/.test(text) || text.startsWith('<<') || text.startsWith('...')) return false;
  if (/:(\s|$)|\s#/.test(text)) return false;
  if (inFlow && /[,[\]{}]/.test(text)) return false;
  return !readsAsOther(text);
}

/** True for text that some YAML version reads as null, a boolean, a number, a date or a time. */
function readsAsOther(text: string): boolean {
  if (/^(null|true|false|yes|no|on|off|y|n)$/i.test(text)) return true;
  if (/^[-+]?[.]?[0-9][0-9_,]*([.][0-9_]*)?([eE][-+]?[0-9]+)?$/.test(text)) return true;
  if (/^[-+]?(0x[0-9a-f_]+|0o[0-7_]+|0b[01_]+|[.]inf)$/i.test(text) || /^[.]nan$/i.test(text)) return true;
  if (/^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+([.][0-9_]*)?$/.test(text)) return true;
  return /^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt\s]|$)/.test(text);
}

const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029\ufeff]/u;

function needsEscapes(text: string): boolean {
  return unprintable.test(text);
}

function doubleQuoted(text: string): string {
  const escaped = /[\u007f-\u009f\u2028\u2029\ufeff]/g;
  return JSON.stringify(text).replace(
    escaped,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
