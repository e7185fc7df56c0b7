import type { Diagnostic, Message } from 'vscode-languageserver/node';

interface Encoder {
  readonly name: string;
  encode(
    message: Message,
    options: { readonly charset: BufferEncoding | 'utf-8' | 'ascii' },
  ): Promise<Buffer>;
}

const written = new WeakMap<Diagnostic, string>();

/** Writes messages as JSON; a diagnostic that has been written before is not written anew. */
export const encoder: Encoder = {
  name: 'application/json',
  encode: (message, { charset }) => Promise.resolve(Buffer.from(textOf(message), charset)),
};

function textOf(message: Message): string {
  const report = reportIn(message);
  if (!report) return JSON.stringify(message);
  const items = report.items.map((item) => written.get(item) ?? write(item));
  const rest = JSON.stringify({ ...message, result: { ...report, items: undefined } });
  return `${rest.slice(0, -2)},"items":[${items.join(',')}]}}`;
}

function write(diagnostic: Diagnostic): string {
  const text = JSON.stringify(diagnostic);
  written.set(diagnostic, text);
  return text;
}

/** The full report of a document, where the message is the answer that holds one. */
function reportIn(
  message: Message,
): { readonly kind: 'full'; readonly items: readonly Diagnostic[] } | undefined {
  const result: unknown = 'result' in message ? message.result : undefined;
  if (typeof result !== 'object' || result === null || !('kind' in result) || result.kind !== 'full')
    return undefined;
  return 'items' in result && Object.keys(message).at(-1) === 'result'
    ? (result as { kind: 'full'; items: Diagnostic[] })
    : undefined;
}
