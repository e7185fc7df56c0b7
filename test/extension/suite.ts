// Runs inside a real VS Code against the packaged extension; `run` is what VS Code calls.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CodeAction,
  type Diagnostic,
  type Hover,
  type MarkdownString,
  type Position,
  type TextDocument,
  Selection,
  commands,
  extensions,
  languages,
  window,
  workspace,
} from 'vscode';
import { compare, parseFixture } from '../fixture.ts';
import {
  drawn,
  noSquiggleOf,
  open,
  openAll,
  picture,
  retype,
  set,
  squiggleOf,
  squigglesOf,
  type,
  until,
  wholeOf,
} from './editor.ts';
import { noisy, orders, photos, quiet } from './templates.ts';

const trials: readonly (readonly [string, () => Promise<void>])[] = [
  ['the extension starts in a workspace with templates', starts],
  ['a template with faults shows squiggles where they are drawn', showsSquiggles],
  ['what only looks like a template stays without squiggles', staysSilent],
  ['a fault that is typed appears, and goes when it is mended', followsTyping],
  ['a half-typed line leaves the squiggles of other resources', keepsOthers],
  ['the hover explains a finding in English', () => explains('en', /dead-letter queue/)],
  ['the hover explains a finding in Korean', () => explains('ko', /배달 못한 편지 대기열/)],
  ['a quick fix is applied and undone', fixesAndUndoes],
  ['a fix in a called module is applied where its value comes from, saved and undone', fixesAtOrigin],
  ['fix all mends every finding whose fix has no caution', fixesAll],
  ['a finding is silenced with its reason', silences],
  ['switching a rule off re-judges the open document at once', switchesOff],
  ['the palette opens the pillar summary', opensSummary],
];

export async function run(): Promise<void> {
  const results: { name: string; error?: string }[] = [];
  for (const [name, trial] of trials) {
    try {
      await trial();
      results.push({ name });
    } catch (error) {
      results.push({ name, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
    await commands.executeCommand('workbench.action.closeAllEditors');
  }
  writeFileSync(join(process.env['PILLARLINT_TRIAL'] ?? '', 'results.json'), JSON.stringify(results));
  if (results.some(({ error }) => error !== undefined)) throw new Error('Some trials failed');
}

async function starts(): Promise<void> {
  const extension = extensions.getExtension('pillarlint.pillarlint');
  assert.ok(extension, 'The extension is installed');
  await extension.activate();
  assert.ok(extension.isActive);
}

async function showsSquiggles(): Promise<void> {
  const fixture = parseFixture(orders);
  const { document } = await open('orders.yaml', fixture.text);
  await squiggleOf(document, 'sqs-redrive');
  const found = await until('the squiggles that are drawn', () => {
    const remarks = drawn(document);
    return remarks.length >= fixture.expected.length && remarks;
  });
  const wanted = found.filter(({ message }) =>
    fixture.expected.some((expected) => message.startsWith(expected.message)),
  );
  const difference = compare(fixture, wanted);
  assert.equal(difference?.actual, difference?.expected);
  await picture('squiggles');
}

async function staysSilent(): Promise<void> {
  const { document } = await open('deployment.yaml', quiet);
  const other = await open('orders.yaml', parseFixture(orders).text);
  await squiggleOf(other.document, 'sqs-redrive');
  assert.deepEqual(squigglesOf(document), []);
}

async function followsTyping(): Promise<void> {
  const editor = await open(
    'logs.yaml',
    'Resources:\n  Logs:\n    Type: AWS::Logs::LogGroup\n    Properties:\n      RetentionInDays: 30\n',
  );
  await commands.executeCommand('editor.action.selectAll');
  await noSquiggleOf(editor.document, 'log-retention');
  await retype(editor, 'RetentionInDays: 30', 'LogGroupName: api');
  await squiggleOf(editor.document, 'log-retention');
  await retype(editor, 'LogGroupName: api', 'RetentionInDays: 14');
  await noSquiggleOf(editor.document, 'log-retention');
}

async function keepsOthers(): Promise<void> {
  const editor = await open('orders.yaml', parseFixture(orders).text);
  await squiggleOf(editor.document, 'sqs-redrive');
  await type(editor, 'DisplayName: events', '\n"');
  await until('the squiggles of other resources', () => squigglesOf(editor.document).length > 0);
  await squiggleOf(editor.document, 'sqs-redrive');
}

async function explains(language: 'en' | 'ko', words: RegExp): Promise<void> {
  await set('language', language);
  const { document } = await open('orders.yaml', parseFixture(orders).text);
  const text = await until(`a hover in ${language}`, async () => {
    const squiggle = squigglesOf(document).find(
      ({ code }) => typeof code === 'object' && code.value === 'sqs-redrive',
    );
    if (!squiggle || !words.test(squiggle.message)) return undefined;
    const all = await hoverAt(document, squiggle.range.start);
    return words.test(all) ? all : undefined;
  });
  assert.match(text, /REL05-BP04/);
  const squiggle = await squiggleOf(document, 'sqs-redrive');
  const editor = await window.showTextDocument(document);
  editor.selection = new Selection(squiggle.range.start, squiggle.range.start);
  await commands.executeCommand('editor.action.showHover');
  await picture(`hover-${language}`);
  await set('language', undefined);
}

async function hoverAt(document: TextDocument, position: Position): Promise<string> {
  const hovers = await commands.executeCommand<Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents.map((content) => (content as MarkdownString).value))
    .join('\n');
}

function quickFixes(document: TextDocument, { range }: Diagnostic): Thenable<CodeAction[]> {
  return commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    'quickfix',
    20,
  );
}

async function fixesAndUndoes(): Promise<void> {
  const before = parseFixture(orders).text;
  const { document } = await open('fixed.yaml', before);
  const squiggle = await squiggleOf(document, 'sqs-redrive');
  const action = (await quickFixes(document, squiggle)).find(({ isPreferred }) => isPreferred);
  assert.ok(action?.edit, 'A fix is offered');
  await workspace.applyEdit(action.edit);
  assert.match(document.getText(), /deadLetterTargetArn: !GetAtt OrdersDeadLetters\.Arn/);
  await noSquiggleOf(document, 'sqs-redrive');
  await picture('fixed');
  await window.showTextDocument(document);
  await commands.executeCommand('undo');
  assert.equal(document.getText(), before);
  await squiggleOf(document, 'sqs-redrive');
}

async function fixesAtOrigin(): Promise<void> {
  const rules = ['s3-versioning', 's3-bucket-key'];
  const module = parseFixture(photos);
  const files = [module, ...module.files];
  const documents = await openAll(files);
  const [caller, variables, called] = documents;
  assert.ok(caller && variables && called);
  const squiggle = await squiggleOf(called, 's3-bucket-key');
  await squiggleOf(caller, 's3-versioning');
  const remarks = documents.flatMap((document, index) =>
    rules.flatMap((rule) => drawn(document, rule)).map((remark) => ({ ...remark, file: files[index]?.name })),
  );
  const difference = compare(module, remarks);
  assert.equal(difference?.actual, difference?.expected);
  assert.match(await hoverAt(called, squiggle.range.start), /bucket key/);
  await picture('module');

  const action = (await quickFixes(called, squiggle)).find(({ isPreferred }) => isPreferred);
  assert.ok(action?.edit, 'A fix is offered');
  assert.match(action.title, /bucket_key/);
  await workspace.applyEdit(action.edit);
  await noSquiggleOf(called, 's3-bucket-key');
  await variables.save();
  const before = module.files[0]?.text ?? '';
  const saved = Buffer.from(await workspace.fs.readFile(variables.uri)).toString();
  assert.equal(saved, before.replace('default = false #', 'default = true #'));
  await window.showTextDocument(variables);
  await picture('fixed-at-origin');
  await commands.executeCommand('undo');
  assert.equal(variables.getText(), before);
  await squiggleOf(called, 's3-bucket-key');
}

async function fixesAll(): Promise<void> {
  const { document } = await open('noisy.yaml', noisy);
  await squiggleOf(document, 'rds-auto-minor-upgrade');
  const actions = await commands.executeCommand<CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    wholeOf(document),
    'source.fixAll.pillarlint',
    5,
  );
  const edit = actions.find((action) => action.edit !== undefined)?.edit;
  assert.ok(edit, 'Fix all is offered');
  await workspace.applyEdit(edit);
  await noSquiggleOf(document, 'rds-auto-minor-upgrade');
  assert.match(document.getText(), /# kept as it is[^]*AutoMinorVersionUpgrade: true {3}# for now/);
}

async function silences(): Promise<void> {
  const { document } = await open('silenced.yaml', parseFixture(orders).text);
  const squiggle = await squiggleOf(document, 'sqs-redrive');
  const action = (await quickFixes(document, squiggle)).find(
    ({ command, title }) => command?.command === 'pillarlint.suppress' && title.includes('sqs-redrive'),
  );
  assert.ok(action?.command, 'Silencing is offered');
  const [place] = action.command.arguments as [object];
  await commands.executeCommand('pillarlint.suppressWithReason', {
    ...place,
    reason: 'replayed from the event store',
  });
  assert.match(document.getText(), /# pillarlint:ignore sqs-redrive replayed from the event store/);
  await noSquiggleOf(document, 'sqs-redrive');
}

async function switchesOff(): Promise<void> {
  const { document } = await open('orders.yaml', parseFixture(orders).text);
  await squiggleOf(document, 'sqs-redrive');
  await set('rules', { 'sqs-redrive': 'off' });
  await noSquiggleOf(document, 'sqs-redrive');
  await set('rules', undefined);
  await squiggleOf(document, 'sqs-redrive');
}

async function opensSummary(): Promise<void> {
  const { document } = await open('orders.yaml', parseFixture(orders).text);
  await squiggleOf(document, 'sqs-redrive');
  await commands.executeCommand('pillarlint.showSummary');
  await until('the summary', () =>
    window.tabGroups.all.some(({ tabs }) =>
      tabs.some(({ label }) => label.includes('orders.yaml') && label.includes(':')),
    ),
  );
  const text = await picture('summary');
  if (text !== undefined)
    for (const pillar of ['Security', 'Reliability', 'Sustainability'])
      assert.match(text, new RegExp(pillar));
  assert.ok(languages.getDiagnostics(document.uri).length > 0);
}
