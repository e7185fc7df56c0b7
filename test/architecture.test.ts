import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, test } from 'node:test';
import ts from 'typescript';

const root = resolve(import.meta.dirname, '..');

/** Which layers of ours each layer may import. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  text: [],
  model: ['text'],
  engine: ['model', 'text'],
  cloudformation: ['model', 'text'],
  terraform: ['model', 'text'],
  language: ['engine', 'model', 'text'],
  service: ['cloudformation', 'terraform', 'language', 'engine', 'model', 'text'],
  lsp: ['service', 'language', 'engine', 'model', 'text'],
  cli: ['lsp', 'service', 'language', 'engine', 'model', 'text'],
};

/** Which packages each layer may import; a layer that is not named may import none. */
const mayImportPackage: Readonly<Record<string, RegExp>> = {
  engine: /^jsonc-parser$/,
  cloudformation: /^(yaml|jsonc-parser)$/,
  terraform: /^(jsonc-parser)$/,
  lsp: /^(vscode-languageserver|node:)/,
  cli: /^node:/,
};

const longestFile = 400;
const longestFunction = 60;

interface Source {
  readonly path: string;
  readonly tree: ts.SourceFile;
}

function sourcesIn(folder: string): Source[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => {
      const path = join(folder, name);
      return {
        path,
        tree: ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, true),
      };
    });
}

function importsOf({ tree }: Source): string[] {
  return tree.statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement) && !ts.isExportDeclaration(statement)) return [];
    const { moduleSpecifier } = statement;
    return moduleSpecifier && ts.isStringLiteral(moduleSpecifier) ? [moduleSpecifier.text] : [];
  });
}

/** The folder of `server/` that a path lies in; `undefined` for files beside the layers. */
function layerOf(path: string): string | undefined {
  const [top, layer, ...rest] = path.split('/');
  return top === 'server' && rest.length > 0 ? layer : undefined;
}

const server = sourcesIn('server');
const everything = [...server, ...sourcesIn('client'), ...sourcesIn('test'), ...sourcesIn('scripts')];

describe('the layers', () => {
  test('every folder of server/ is a layer of the map', () => {
    const unknown = server
      .map(({ path }) => layerOf(path))
      .filter((layer) => layer !== undefined && !(layer in mayImport));
    assert.deepEqual([...new Set(unknown)], []);
  });

  test('a layer imports only the layers below it', () => {
    const wrong = server.flatMap((source) => {
      const layer = layerOf(source.path);
      if (layer === undefined) return [];
      const allowed = [layer, ...(mayImport[layer] ?? [])];
      return importsOf(source)
        .filter((name) => name.startsWith('.'))
        .map((name) => relative(root, resolve(root, dirname(source.path), name)))
        .filter((target) => !allowed.includes(layerOf(target) ?? ''))
        .map((target) => `${source.path} imports ${target}`);
    });
    assert.deepEqual(wrong, []);
  });

  test('only lsp/ and the entry points know the protocol and Node', () => {
    const wrong = server.flatMap((source) => {
      const layer = layerOf(source.path);
      if (layer === undefined) return [];
      return importsOf(source)
        .filter((name) => !name.startsWith('.') && !mayImportPackage[layer]?.test(name))
        .map((name) => `${source.path} imports ${name}`);
    });
    assert.deepEqual(wrong, []);
  });

  test('the client reaches the server only through the protocol', () => {
    const wrong = sourcesIn('client').flatMap((source) =>
      importsOf(source)
        .filter((name) => name.includes('/server/') && !/server\/protocol/.test(name))
        .map((name) => `${source.path} imports ${name}`),
    );
    assert.deepEqual(wrong, []);
  });
});

describe('the size of things', () => {
  test(`no file has more than ${String(longestFile)} lines`, () => {
    const long = [...server, ...sourcesIn('client')].filter(
      ({ tree }) => tree.getLineStarts().length > longestFile + 1,
    );
    assert.deepEqual(
      long.map(({ path }) => path),
      [],
    );
  });

  test(`no function has more than ${String(longestFunction)} lines`, () => {
    const long = server.flatMap((source) =>
      functionsOf(source.tree)
        .filter(({ lines }) => lines > longestFunction)
        .map(({ name }) => `${source.path} ${name}`),
    );
    assert.deepEqual(long, []);
  });

  test('a rule without its examples has at most 180 lines, and 40 for each further subject', () => {
    const long = readdirSync(join(root, 'rules'), { recursive: true, encoding: 'utf8' })
      .filter((name) => /^[a-z-]+\/[a-z0-9-]+\.yaml$/.test(name) && !/^(tables|guidance)\//.test(name))
      .filter((name) => {
        const [logic = ''] = readFileSync(join(root, 'rules', name), 'utf8').split(/^examples:/m);
        const subjects = Math.max(1, logic.match(/^ {2}- resource:/gm)?.length ?? 1);
        return logic.split('\n').length > 140 + 40 * subjects;
      });
    assert.deepEqual(long, []);
  });
});

describe('the names of things', () => {
  test('no file is a bag of odds and ends', () => {
    const bags = everything.filter(({ path }) =>
      /(^|\/)(utils?|helpers?|common|misc|shared)(\.ts|\/)/i.test(path),
    );
    assert.deepEqual(
      bags.map(({ path }) => path),
      [],
    );
  });

  test('no class is named after what it does to others', () => {
    const doers = everything.flatMap(({ path, tree }) =>
      tree.statements.flatMap((statement) =>
        ts.isClassDeclaration(statement) &&
        /(Manager|Helper|Service|Provider|Router|Coordinator|Factory)$/.test(statement.name?.text ?? '')
          ? [`${path} ${statement.name?.text ?? ''}`]
          : [],
      ),
    );
    assert.deepEqual(doers, []);
  });
});

function functionsOf(tree: ts.SourceFile): { name: string; lines: number }[] {
  const found: { name: string; lines: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) {
      const first = tree.getLineAndCharacterOfPosition(node.getStart()).line;
      const last = tree.getLineAndCharacterOfPosition(node.getEnd()).line;
      found.push({ name: node.name?.getText() ?? '', lines: last - first + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}
