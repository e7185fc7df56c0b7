import type { Diagnostic, Message } from 'vscode-languageserver/node';

interface Encoder {
  readonly name: string;
  encode(
    message: Message,
    options: { readonly charset: BufferEncoding | 'utf-8' | 'ascii' },
  ): Promise<Buffer>;
}

const written = new WeakMap<Diagnostic, Buffer>();
const comma = Buffer.from(',');

/** Writes messages as JSON; a diagnostic that has been written before is not written anew. */
export const encoder: Encoder = {
  name: 'application/json',
  encode: (message, { charset }) => {
    const report = charset === 'utf-8' ? reportIn(message) : undefined;
    return Promise.resolve(
      report ? withItems(message, report) : Buffer.from(JSON.stringify(message), charset),
    );
  },
};

function withItems(message: Message, report: FullReport): Buffer {
  const rest = JSON.stringify({ ...message, result: { ...report, items: undefined } });
  const parts: Buffer[] = [Buffer.from(`${rest.slice(0, -2)},"items":[`)];
  for (const [index, item] of report.items.entries()) {
    if (index > 0) parts.push(comma);
    parts.push(written.get(item) ?? write(item));
  }
  parts.push(Buffer.from(']}}'));
  return Buffer.concat(parts);
}

function write(diagnostic: Diagnostic): Buffer {
  const text = Buffer.from(JSON.stringify(diagnostic));
  written.set(diagnostic, text);
  return text;
}

interface FullReport {
  readonly kind: 'full';
  readonly items: readonly Diagnostic[];
}

/** The full report of a document, where the message is the answer that holds one. */
function reportIn(message: Message): FullReport | undefined {
  const result: unknown = 'result' in message ? message.result : undefined;
  if (typeof result !== 'object' || result === null || !('kind' in result) || result.kind !== 'full')
    return undefined;
  return 'items' in result && Object.keys(message).at(-1) === 'result' ? (result as FullReport) : undefined;
}
