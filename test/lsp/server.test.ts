import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type {
  CodeAction,
  DocumentDiagnosticReport,
  Hover,
  PublishDiagnosticsParams,
  WorkspaceDiagnosticReport,
} from 'vscode-languageserver/node';
import { startClient, textAfter } from './client.ts';

const uri = 'file:///w/template.yaml';
const text = 'Resources:\n  Orders:\n    Type: AWS::SQS::Queue\n  Invoices:\n    Type: AWS::SQS::Queue\n';

const folder = mkdtempSync(join(tmpdir(), 'pillarlint-'));
const outside = mkdtempSync(join(tmpdir(), 'pillarlint-outside-'));
after(() => [folder, outside].forEach((path) => rmSync(path, { recursive: true })));

describe('findings', () => {
  test('are pulled, with rule, link, pillar and best practice', async () => {
    const client = await startClient();
    client.open(uri, text);
    const [first] = await client.pull(uri);
    assert.deepEqual(first, {
      range: { start: { line: 1, character: 2 }, end: { line: 1, character: 8 } },
      severity: 2,
      code: 'queue-encryption',
      codeDescription: {
        href: 'https://github.com/pillarlint/pillarlint/blob/main/docs/rules/queue-encryption.md',
      },
      source: 'Pillarlint',
      message: 'Orders is not encrypted.',
      data: { resource: 'Orders', risk: 'high', pillar: 'security', bestPractices: ['SEC08-BP02'] },
    });
  });

  test('are not sent again while they stay the same, also when the text has changed elsewhere', async () => {
    const { connection, open } = await startClient();
    open(uri, text);
    const first: DocumentDiagnosticReport = await connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri },
    });
    const end = { line: 5, character: 0 };
    void connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ range: { start: end, end }, text: '# the end\n' }],
    });
    const again: DocumentDiagnosticReport = await connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri },
      previousResultId: first.resultId,
    });
    assert.equal(again.kind, 'unchanged');
  });

  test('are published to a client that does not pull, with the version, and withdrawn on closing', async () => {
    const { connection, open } = await startClient({ capabilities: {} });
    const published: PublishDiagnosticsParams[] = [];
    const told = (count: number): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => (published.length >= count ? resolve() : void setTimeout(look, 5));
        look();
      });
    connection.onNotification(
      'textDocument/publishDiagnostics',
      (params: PublishDiagnosticsParams) => void published.push(params),
    );
    open(uri, text);
    await told(1);
    assert.equal(published[0]?.version, 1);
    assert.equal(published[0].diagnostics.length, 4);
    void connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await told(2);
    assert.deepEqual(published[1], { uri, diagnostics: [] });
  });

  test('follow the settings at once', async () => {
    const client = await startClient({
      settings: { highSeverity: 'error', pillars: { reliability: false } },
    });
    client.open(uri, text);
    assert.deepEqual(
      (await client.pull(uri)).map(({ severity }) => severity),
      [1, 1],
    );
    void client.connection.sendNotification('workspace/didChangeConfiguration', {
      settings: { pillarlint: { rules: { 'queue-encryption': 'off' } } },
    });
    assert.deepEqual(
      (await client.pull(uri)).map(({ code }) => code),
      ['queue-retention', 'queue-retention'],
    );
  });

  test('speak the editor’s language, or the one that is set', async () => {
    const korean = await startClient({ locale: 'ko' });
    korean.open(uri, text);
    assert.equal((await korean.pull(uri))[0]?.message, 'Orders의 암호화 누락');
    const english = await startClient({ locale: 'ko', settings: { language: 'en' } });
    english.open(uri, text);
    assert.equal((await english.pull(uri))[0]?.message, 'Orders is not encrypted.');
  });

  test('of a whole workspace stay within its folders', async () => {
    mkdirSync(join(folder, 'stacks'));
    writeFileSync(join(folder, 'stacks', 'queue.yaml'), text);
    writeFileSync(join(folder, 'readme.yaml'), 'kind: Deployment\n');
    writeFileSync(join(outside, 'queue.yaml'), text);
    symlinkSync(join(outside, 'queue.yaml'), join(folder, 'link.yaml'));
    const { connection } = await startClient({ folder: pathToFileURL(folder).href });
    const told: WorkspaceDiagnosticReport = await connection.sendRequest('workspace/diagnostic', {
      previousResultIds: [],
    });
    const found = told.items.filter((item) => item.kind === 'full' && item.items.length > 0);
    assert.deepEqual(
      found.map((item) => item.uri),
      [pathToFileURL(join(folder, 'stacks', 'queue.yaml')).href],
    );
    const linked: DocumentDiagnosticReport = await connection.sendRequest('textDocument/diagnostic', {
      textDocument: { uri: pathToFileURL(join(folder, 'link.yaml')).href },
    });
    assert.deepEqual(linked.kind === 'full' && linked.items, []);
    const known = told.items.map((item) => ({ uri: item.uri, value: item.resultId ?? '' }));
    const again: WorkspaceDiagnosticReport = await connection.sendRequest('workspace/diagnostic', {
      previousResultIds: known,
    });
    assert.deepEqual(again.items, []);
  });
});

describe('what can be done', () => {
  const range = { start: { line: 1, character: 3 }, end: { line: 1, character: 3 } };

  test('a quick fix brings its edit for the version that was looked at', async () => {
    const { connection, open } = await startClient();
    open(uri, text);
    const actions: CodeAction[] = await connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context: { diagnostics: [] },
    });
    const [fix] = actions;
    assert.equal(fix?.isPreferred, true);
    const [change] = fix.edit?.documentChanges ?? [];
    assert.ok(change && 'textDocument' in change);
    assert.deepEqual(change.textDocument, { uri, version: 1 });
    assert.match(
      textAfter(text, fix.edit),
      /Orders:\n {4}Type: AWS::SQS::Queue\n {4}Properties:\n {6}SqsManagedSseEnabled: true\n/,
    );
  });

  test('fix-all is worked out when it is chosen', async () => {
    const { connection, open } = await startClient();
    open(uri, text);
    const context = { diagnostics: [], only: ['source.fixAll'] };
    const [action]: CodeAction[] = await connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri },
      range,
      context,
    });
    assert.equal(action?.kind, 'source.fixAll.pillarlint');
    assert.equal(action.edit, undefined);
    const resolved: CodeAction = await connection.sendRequest('codeAction/resolve', action);
    assert.equal(textAfter(text, resolved.edit).match(/SqsManagedSseEnabled: true/g)?.length, 2);
  });

  test('a hover explains the finding', async () => {
    const { connection, open } = await startClient();
    open(uri, text);
    const hover: Hover = await connection.sendRequest('textDocument/hover', {
      textDocument: { uri },
      position: range.start,
    });
    assert.match(JSON.stringify(hover.contents), /Orders is not encrypted/);
    assert.deepEqual(hover.range, { start: { line: 1, character: 2 }, end: { line: 1, character: 8 } });
  });

  test('a summary is given for a template, and none for what is no template', async () => {
    const { connection, open } = await startClient();
    open(uri, text);
    const summary: { findings: unknown[] } = await connection.sendRequest('pillarlint/summary', { uri });
    assert.equal(summary.findings.length, 4);
    open('file:///w/other.yaml', 'a: 1\n');
    assert.equal(await connection.sendRequest('pillarlint/summary', { uri: 'file:///w/other.yaml' }), null);
    const markdown: string = await connection.sendRequest('pillarlint/markdown', {});
    assert.match(markdown, /^# Pillar Summary – Workspace/);
  });
});

describe('a session', () => {
  const hover = { textDocument: { uri }, position: { line: 0, character: 0 } };

  test('answers nothing before it begins', async () => {
    const { connection } = await startClient({ begin: false });
    await assert.rejects(connection.sendRequest('textDocument/hover', hover), { code: -32002 });
  });

  test('answers nothing after its end, and leaves with 0', async () => {
    const { connection, exited } = await startClient();
    assert.equal(await connection.sendRequest('shutdown'), null);
    await assert.rejects(connection.sendRequest('textDocument/hover', hover), { code: -32600 });
    void connection.sendNotification('exit');
    assert.equal(await exited, 0);
  });

  test('leaves with 1 when it is not shut down first', async () => {
    const { connection, exited } = await startClient();
    void connection.sendNotification('exit');
    assert.equal(await exited, 1);
  });

  test('knows no methods that are not its own', async () => {
    const { connection } = await startClient();
    await assert.rejects(connection.sendRequest('pillarlint/nothing', {}), { code: -32601 });
  });
});
