/** The text with each lone CR as LF: it ends a line for the protocol, but not for YAML. Offsets stay. */
export function withPlainLineEnds(text: string): string {
  return text.includes('\r') ? text.replace(/\r(?!\n)/g, '\n') : text;
}
