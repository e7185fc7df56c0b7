/** Text that Markdown shows as it is; what stands in backticks stays code. */
export function escaped(text: string): string {
  return text
    .split(/(`[^`]+`)/)
    .map((part) => (/^`[^`]+`$/.test(part) ? part : part.replace(/[\\*_[\]<>#|~`]/g, '\\$&')))
    .join('');
}

export function code(text: string): string {
  return '`' + text.replaceAll('`', "'") + '`';
}

export function listItem(label: string, text: string): string {
  return `- **${label}** · ${text}`;
}
