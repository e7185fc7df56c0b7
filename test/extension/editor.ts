// What a person does in the editor, and what the person then sees.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as rest } from 'node:timers/promises';
import {
  type Diagnostic,
  type TextDocument,
  type TextEditor,
  Position,
  Range,
  Selection,
  Uri,
  commands,
  languages,
  window,
  workspace,
} from 'vscode';
import type { FixtureFile, Remark } from '../fixture.ts';

const folder = process.env['PILLARLINT_TRIAL'] ?? '';

/** Writes a document into the trial's folder and opens it. */
export async function open(name: string, text: string): Promise<TextEditor> {
  const uri = Uri.file(join(folder, 'workspace', name));
  await workspace.fs.writeFile(uri, Buffer.from(text));
  return window.showTextDocument(await workspace.openTextDocument(uri));
}

/** Writes all files of a fixture into the trial's folder, then opens each; the documents in their order. */
export async function openAll(files: readonly FixtureFile[]): Promise<readonly TextDocument[]> {
  const uris: Uri[] = [];
  for (const { name, text } of files) {
    const uri = Uri.file(join(folder, 'workspace', name));
    await workspace.fs.writeFile(uri, Buffer.from(text));
    uris.push(uri);
  }
  const documents: TextDocument[] = [];
  for (const uri of uris) {
    const editor = await window.showTextDocument(await workspace.openTextDocument(uri), { preview: false });
    documents.push(editor.document);
  }
  return documents;
}

/** Waits until `look` gives something; fails with what was awaited after 20 seconds. */
export async function until<T>(
  awaited: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
): Promise<T> {
  for (const end = Date.now() + 20_000; Date.now() < end; await rest(50)) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
  }
  throw new Error(`In vain awaited: ${awaited}`);
}

export function squigglesOf({ uri }: TextDocument): readonly Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === 'Pillarlint');
}

export function codeOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

/** The squiggles of one rule, or all, as they would be drawn. */
export function drawn(document: TextDocument, rule?: string): Remark[] {
  return squigglesOf(document)
    .filter((diagnostic) => rule === undefined || codeOf(diagnostic) === rule)
    .map(({ range, message }) => ({
      start: document.offsetAt(range.start),
      end: document.offsetAt(range.end),
      message,
    }));
}

export async function squiggleOf(document: TextDocument, rule: string): Promise<Diagnostic> {
  return until(`a squiggle of ${rule}`, () =>
    squigglesOf(document).find((diagnostic) => codeOf(diagnostic) === rule),
  );
}

export async function noSquiggleOf(document: TextDocument, rule: string): Promise<void> {
  await until(`no squiggle of ${rule}`, () =>
    squigglesOf(document).every((diagnostic) => codeOf(diagnostic) !== rule),
  );
}

/** Types at the end of the first place where `after` stands, key by key. */
export async function type(editor: TextEditor, after: string, text: string): Promise<void> {
  const at = endOf(editor.document, after);
  editor.selection = new Selection(at, at);
  for (const key of text) await commands.executeCommand('type', { text: key });
}

/** Replaces the first place where `old` stands by typing over it. */
export async function retype(editor: TextEditor, old: string, text: string): Promise<void> {
  const end = endOf(editor.document, old);
  editor.selection = new Selection(end.translate(0, -old.length), end);
  for (const key of text) await commands.executeCommand('type', { text: key });
}

function endOf(document: TextDocument, text: string): Position {
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`The document does not hold “${text}”`);
  return document.positionAt(offset + text.length);
}

/** Sets something of ours for the workspace. */
export async function set(name: string, value: unknown): Promise<void> {
  await workspace.getConfiguration('pillarlint').update(name, value, false);
}

export function wholeOf(document: TextDocument): Range {
  return new Range(new Position(0, 0), document.positionAt(document.getText().length));
}

/** Has the window pictured by whoever looks at it; gives the text of the webview it sees, if any. Nobody may be looking. */
export async function picture(name: string): Promise<string | undefined> {
  if (process.env['PILLARLINT_WATCHED'] === undefined) return undefined;
  const wish = join(folder, 'pictures', name);
  writeFileSync(`${wish}.wish`, '');
  await until(`a picture of ${name}`, () => existsSync(`${wish}.seen`));
  return readFileSync(`${wish}.seen`, 'utf8');
}
