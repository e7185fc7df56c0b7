// The server as an editor starts it: it needs the compiled rules in `dist/`.
import assert from 'node:assert/strict';
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';

function start(): ChildProcessWithoutNullStreams {
  return spawn(process.execPath, [join(import.meta.dirname, '../../server/main.ts'), '--stdio']);
}

function send(server: ChildProcessWithoutNullStreams, message: object): void {
  const text = JSON.stringify({ jsonrpc: '2.0', ...message });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

function exitOf(server: ChildProcessWithoutNullStreams): Promise<number | null> {
  return new Promise((resolve) => server.on('exit', (code) => resolve(code)));
}

test('the server introduces itself on standard output and leaves when its input ends', async () => {
  const server = start();
  let output = '';
  server.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (output.includes('serverInfo')) server.stdin.end();
  });
  send(server, {
    id: 1,
    method: 'initialize',
    params: { processId: process.pid, rootUri: null, capabilities: {} },
  });
  assert.equal(await exitOf(server), 1);
  assert.match(output, /^Content-Length: \d+\r\n\r\n\{"jsonrpc":"2.0","id":1,/);
  assert.match(output, /"serverInfo":\{"name":"Pillarlint","version":"\d/);
});

test('the server leaves when the client that started it is gone', async () => {
  const server = start();
  const { pid: gone } = spawn(process.execPath, ['--version']);
  send(server, { id: 1, method: 'initialize', params: { processId: gone, rootUri: null, capabilities: {} } });
  assert.equal(await exitOf(server), 1);
});
