import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseYaml } from '../../server/cloudformation/syntax/yaml.ts';
import type { Node } from '../../server/cloudformation/syntax/node.ts';
import { checkNodes, plain } from './syntaxTree.ts';

const span = ({ start, end }: Node, message: string) => [{ start, end, message }];
const tagged = (node: Node) => (node.tag ? span(node, `${node.tag} ${node.kind}`) : []);
const content = (node: Node) => (node.kind === 'scalar' ? [{ ...node.content, message: node.style }] : []);
const read = (text: string) => plain(parseYaml(text).node);

test('a tag is part of its value', () => {
  checkNodes(
    `
    Queue: !Ref Orders
           ~~~~~~~~~~~ !Ref scalar
    Name: !Sub "\${Orders}-x"
          ~~~~~~~~~~~~~~~~~~ !Sub scalar
    Arn: !GetAtt [Orders, Arn]
         ~~~~~~~~~~~~~~~~~~~~~ !GetAtt sequence
    Zone: !Select [0, !GetAZs ""]
          ~~~~~~~~~~~~~~~~~~~~~~~ !Select sequence
                      ~~~~~~~~~~ !GetAZs scalar
    Flow: [!Ref A, !GetAtt B.C.D, {Ref: X}]
           ~~~~~~ !Ref scalar
                   ~~~~~~~~~~~~~ !GetAtt scalar
    `,
    tagged,
  );
});

test('a tag may stand on a line of its own, with or without a sequence at the indentation of the key', () => {
  assert.deepEqual(read('Name:\n  !Join\n    - "-"\n    - [a, !Ref B]\n'), {
    Name: { '!Join': ['-', ['a', '!Ref B']] },
  });
  assert.deepEqual(read('Name: !Join\n- "-"\n- - a\n'), { Name: { '!Join': ['-', ['a']] } });
  assert.deepEqual(read('If: !If [A, !Sub ["${x}", {x: !Ref Y}], {Ref: Z}]'), {
    If: { '!If': ['A', { '!Sub': ['${x}', { x: '!Ref Y' }] }, { Ref: 'Z' }] },
  });
});

test('the content of a scalar leaves out quotes', () => {
  checkNodes(
    `
    Plain: a b # c
           ~~~ plain
    Single: 'it''s'
             ~~~~~ single
    Double: !Sub "a \\" b"
                  ~~~~~~ double
    `,
    content,
  );
});

test('the content of a block scalar begins after its header and ends with its last line', () => {
  const text = 'Script: !Sub |\n  #!/bin/bash\n  \tprintf "a: [b"\n\n  end\n\nNext: >-\n  a\n  b';
  const { node } = parseYaml(text);
  assert.ok(node?.kind === 'map');
  const [script, next] = node.entries.map(({ value }) => value);
  assert.ok(script?.kind === 'scalar' && next?.kind === 'scalar');
  assert.equal(script.text, '#!/bin/bash\n\tprintf "a: [b"\n\nend\n');
  assert.equal(
    text.slice(script.content.start, script.content.end),
    '  #!/bin/bash\n  \tprintf "a: [b"\n\n  end',
  );
  assert.equal(text.slice(script.start, script.start + 8), '!Sub |\n ');
  assert.equal(script.end, script.content.end);
  assert.deepEqual([next.text, next.style], ['a b', 'folded']);
});

test('scalars mean what CloudFormation takes them for', () => {
  const data = (text: string): unknown => {
    const { node } = parseYaml(`x: ${text}`);
    const value = node?.kind === 'map' ? node.entries[0]?.value : undefined;
    return value?.kind === 'scalar' ? value.data : undefined;
  };
  const cases: readonly (readonly [string, unknown])[] = [
    ['true', true],
    ['False', false],
    ['yes', true],
    ['No', false],
    ['on', true],
    ['OFF', false],
    ['null', null],
    ['~', null],
    ['7', 7],
    ['-7', -7],
    ['0.5', 0.5],
    ['007', '007'],
    ['1.10', '1.10'],
    ['1.0', '1.0'],
    ['1e3', '1e3'],
    ['0x1f', '0x1f'],
    ['123456789012', '123456789012'],
    ['000000000001', '000000000001'],
    ['2012-10-17', '2012-10-17'],
    ['+5', '+5'],
    ['99999999999999999999', '99999999999999999999'],
    ['"7"', '7'],
    ["'yes'", 'yes'],
    ['!Ref 7', '7'],
    ['y', 'y'],
  ];
  for (const [text, expected] of cases) assert.equal(data(text), expected, text);
});

test('keys are text, whatever they look like', () => {
  assert.deepEqual(read('443: https\n"a b": 1\n? c\n: 2\non: 3\n'), {
    '443': 'https',
    'a b': '1',
    c: '2',
    on: '3',
  });
});

test('a key that stands twice keeps both entries and is reported', () => {
  const { node, problems } = parseYaml('A: 1\nB: 2\nA: 3\n');
  assert.ok(node?.kind === 'map');
  assert.deepEqual(
    node.entries.map(({ key }) => key.text),
    ['A', 'B', 'A'],
  );
  assert.deepEqual(
    problems.map(({ kind, start }) => [kind, start]),
    [['duplicate-key', 10]],
  );
});

test('a key without a value has none', () => {
  assert.deepEqual(read('A:\nB: ""\nC: ~\n'), { A: undefined, B: '', C: '~' });
});

test('anchors, aliases and merge keys are resolved', () => {
  assert.deepEqual(read('A: &a {x: 1, y: 2}\nB: *a\nC:\n  <<: *a\n  y: 3\n'), {
    A: { x: '1', y: '2' },
    B: { x: '1', y: '2' },
    C: { x: '1', y: '3' },
  });
  assert.deepEqual(read('A: &a {x: 1}\nB: &b {x: 2, z: 4}\nC:\n  <<: [*a, *b]\n'), {
    A: { x: '1' },
    B: { x: '2', z: '4' },
    C: { x: '1', z: '4' },
  });
});

test('an alias of nothing is missing, not wrong', () => {
  const { node, unresolved } = parseYaml('A: *gone\nB: 1\n');
  assert.equal(unresolved, true);
  assert.deepEqual(plain(node), { A: undefined, B: '1' });
});

test('an alias within its own anchor is a cycle', () => {
  assert.deepEqual(
    parseYaml('A: &a\n  B: *a\n').problems.map(({ kind }) => kind),
    ['cycle'],
  );
});

test('aliases of aliases do not blow up the tree', () => {
  const lines = ['L0: &l0 [x, x, x, x, x, x, x, x, x]'];
  for (let i = 1; i < 12; i++)
    lines.push(
      `L${i}: &l${i} [${Array(9)
        .fill(`*l${i - 1}`)
        .join(', ')}]`,
    );
  const { problems } = parseYaml(lines.join('\n'));
  assert.ok(problems.some(({ kind }) => kind === 'too-large'));
});

test('nesting without end is refused', () => {
  const deep = [
    '['.repeat(100_000),
    '{a: '.repeat(100_000),
    '- '.repeat(100_000),
    `${'['.repeat(300)}1${']'.repeat(300)}`,
  ];
  deep.push(Array.from({ length: 2000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'));
  const begun = performance.now();
  for (const text of deep)
    assert.ok(parseYaml(`A: ${text}\n`).problems.length + parseYaml(text).problems.length > 0);
  assert.ok(performance.now() - begun < 10_000);
});

test('NBSP, U+2028 and emoji are text and count as the protocol counts them', () => {
  checkNodes(
    `
    A: "😀 한국어\u2028\u00A0" # 😀
        ~~~~~~~~ double
    `,
    content,
  );
});

test('lines may end with CR LF or with CR alone', () => {
  for (const end of ['\r\n', '\r']) {
    assert.deepEqual(read(['A:', '  B: |', '    x', '  C: !Ref D', ''].join(end)), {
      A: { B: 'x\n', C: '!Ref D' },
    });
  }
});
