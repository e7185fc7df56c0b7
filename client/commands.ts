import {
  type Diagnostic,
  type Disposable,
  type LogOutputChannel,
  type TextEditor,
  commands,
  languages,
  window,
} from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { SummaryPanels } from './summary/panel.ts';
import { say } from './words.ts';

/** The palette's commands; each forwards to the server. */
export function registerCommands(
  client: LanguageClient,
  panels: SummaryPanels,
  log: LogOutputChannel,
): Disposable[] {
  const table: Readonly<Record<string, (...sent: never[]) => unknown>> = {
    'pillarlint.showSummary': () => inEditor((editor) => panels.show(editor.document.uri)),
    'pillarlint.showWorkspaceSummary': () => panels.show(),
    'pillarlint.scanWorkspace': () => panels.show(),
    'pillarlint.fixFile': () =>
      inEditor((editor) => onServer(client, 'pillarlint.fixAllOfDocument', uriOf(client, editor))),
    'pillarlint.fixRule': () => inEditor((editor) => fixChosen(client, editor, 'rule')),
    'pillarlint.fixPillar': () => inEditor((editor) => fixChosen(client, editor, 'pillar')),
    'pillarlint.silence': () => inEditor((editor) => silenceAtCursor(client, editor)),
    'pillarlint.suppress': (place: object) => silence(client, place),
    'pillarlint.restart': () => client.restart(),
    'pillarlint.showLog': () => log.show(),
  };
  return Object.entries(table).map(([name, run]) => commands.registerCommand(name, run));
}

function inEditor(run: (editor: TextEditor) => unknown): unknown {
  const editor = window.activeTextEditor;
  return editor ? run(editor) : window.showInformationMessage(say('noTemplate'));
}

function uriOf(client: LanguageClient, editor: TextEditor): { readonly uri: string } {
  return { uri: client.code2ProtocolConverter.asUri(editor.document.uri) };
}

function onServer(client: LanguageClient, command: string, argument: object): Promise<boolean> {
  return client.sendRequest('workspace/executeCommand', { command, arguments: [argument] });
}

/** What a diagnostic of ours carries beside its text. */
interface Carried {
  readonly pillar?: string;
}

function ownDiagnostics({ document }: TextEditor): readonly Diagnostic[] {
  return languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Pillarlint');
}

function ruleOf({ code }: Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

function pillarOf(diagnostic: Diagnostic): string {
  const { data } = diagnostic as Diagnostic & { readonly data?: Carried };
  return data?.pillar ?? '';
}

async function fixChosen(
  client: LanguageClient,
  editor: TextEditor,
  by: 'rule' | 'pillar',
): Promise<unknown> {
  const names = ownDiagnostics(editor)
    .map(by === 'rule' ? ruleOf : pillarOf)
    .filter(Boolean);
  const choices = [...new Set(names)].sort();
  if (choices.length === 0) return window.showInformationMessage(say('noneToFix'));
  const chosen = await window.showQuickPick(choices, {
    title: say(by === 'rule' ? 'whichRule' : 'whichPillar'),
  });
  if (chosen === undefined) return undefined;
  const command = by === 'rule' ? 'pillarlint.fixAllOfRule' : 'pillarlint.fixAllOfPillar';
  return onServer(client, command, { ...uriOf(client, editor), [by]: chosen });
}

async function silenceAtCursor(client: LanguageClient, editor: TextEditor): Promise<unknown> {
  const here = ownDiagnostics(editor).filter(({ range }) => range.contains(editor.selection.active));
  const [first] = here;
  if (!first) return window.showInformationMessage(say('noFinding'));
  const items = here.map((diagnostic) => ({
    label: ruleOf(diagnostic),
    detail: diagnostic.message,
    diagnostic,
  }));
  const item = here.length > 1 ? await window.showQuickPick(items, { title: say('whichFinding') }) : items[0];
  if (!item) return undefined;
  const range = client.code2ProtocolConverter.asRange(item.diagnostic.range);
  return silence(client, { ...uriOf(client, editor), rule: item.label, range });
}

/** Asks for the reason and has it written beside the finding. */
async function silence(client: LanguageClient, place: object): Promise<unknown> {
  const reason = await window.showInputBox({
    title: say('reasonTitle'),
    prompt: say('reasonPrompt'),
    validateInput: (text) => (text.trim() === '' ? say('reasonMissing') : undefined),
  });
  return reason === undefined
    ? undefined
    : onServer(client, 'pillarlint.suppressWithReason', { ...place, reason });
}
