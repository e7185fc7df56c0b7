import { code, complain, peek, type Reader } from './reader.ts';

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\' };

/** Reads a backslash sequence of a quoted template. One that HCL does not know stands for itself. */
export function readEscape(reader: Reader): string {
  const start = reader.position;
  if (peek(reader, 1) < 0 || peek(reader, 1) === code.newline) {
    reader.position++;
    return '\\';
  }
  const letter = reader.text[start + 1] ?? '';
  const simple = escapes[letter];
  const digits = letter === 'u' ? 4 : letter === 'U' ? 8 : 0;
  const hex = reader.text.slice(start + 2, start + 2 + digits);
  reader.position += 2;
  if (simple !== undefined) return simple;
  if (
    digits > 0 &&
    new RegExp(`^[0-9a-fA-F]{${String(digits)}}$`).test(hex) &&
    parseInt(hex, 16) <= 0x10ffff
  ) {
    reader.position += digits;
    return String.fromCodePoint(parseInt(hex, 16));
  }
  complain(reader, start, reader.position, 'Unknown escape sequence');
  return `\\${letter}`;
}
