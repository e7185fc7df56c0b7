import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { add, editedFiles, moduleOf, remove, replace, set, suppressed } from './edited.ts';
import type { Wish } from './edited.ts';

const name = 'main.tf.json';
const text = `{
  "resource": {
    "aws_x": {
      "a": {
        "name": "x",
        "acl": "\${var.acl}",
        "days": "7",
        "rule": { "enabled": false },
        "tags": {
          "Team": "web"
        }
      },
      "b": {}
    }
  },
  "variable": { "acl": { "default": "private" } }
}
`;

function becomes(after: string, ...wishes: readonly Wish[]): void {
  assert.equal(editedFiles({ [name]: text }, ...wishes)?.[name], after);
}

describe('editing Terraform JSON', () => {
  test('puts new properties behind the last one', () => {
    becomes(
      text
        .replace('"web"\n', '"web",\n          "Owner": true\n')
        .replace('false }', 'false, "days": 1 }')
        .replace('}\n      },\n      "b"', '},\n        "count": 2\n      },\n      "b"'),
      set('aws_x.a', ['tags', 'Owner'], true),
      set('aws_x.a', ['rule', 0, 'days'], 1),
      set('aws_x.a', ['count'], 2),
    );
  });

  test('makes blocks, expressions and escapes as Terraform reads them', () => {
    const inside = [
      '"text": "$${x}"',
      '"arn": "${aws_x.a.arn}"',
      '"policy": "${jsonencode({ A = [1], \\"b:c\\" = \\"d\\" })}"',
      '"rule": [\n          {\n            "days": 1\n          }\n        ]',
    ];
    becomes(
      text.replace('"b": {}', () => `"b": {\n        ${inside.join(',\n        ')}\n      }`),
      set('aws_x.b', ['text'], '${x}'),
      set('aws_x.b', ['arn'], { $reference: { type: 'aws_x', name: 'a', attribute: 'arn' } }),
      set('aws_x.b', ['policy'], { $json: { A: [1], 'b:c': 'd' } }),
      set('aws_x.b', ['rule', 'days'], 1),
    );
  });

  test('replaces values, also an expression in a string, and keeps quotes', () => {
    becomes(
      text.replace('"${var.acl}"', '"public"').replace('"private"', '"open"').replace('"7"', '"30"'),
      replace('var.acl', 'public'),
      replace('"private"', 'open'),
      replace('"7"', 30),
    );
  });

  test('removes properties with their comma', () => {
    becomes(
      text.replace('        "name": "x",\n', '').replace('{\n          "Team": "web"\n        }', '{}'),
      remove('aws_x.a', 'name'),
      remove('aws_x.a', 'tags', 'Team'),
    );
  });

  test('declares resources beside others of their type, or behind the type', () => {
    becomes(
      text
        .replace('},\n      "b"', '},\n      "c": {\n        "d": 1\n      },\n      "b"')
        .replace('"b": {}\n    }', '"b": {}\n    },\n    "aws_y": {\n      "e": {}\n    }'),
      add('aws_x.a', 'aws_x', 'c', { d: 1 }),
      add('aws_x.a', 'aws_y', 'e', {}),
    );
  });

  test('stays on one line where all of it is', () => {
    const flat = JSON.stringify(JSON.parse(text));
    const after = editedFiles({ [name]: flat }, set('aws_x.b', ['rule', 'days'], 1));
    assert.equal(after?.[name], flat.replace('"b":{}', '"b":{"rule":[{"days":1}]}'));
  });
});

test('a rule is silenced in JSON by a property that Terraform reads over', () => {
  const once = suppressed(name, text, 'aws_x.a') ?? '';
  assert.equal(
    once,
    text.replace(
      '"name": "x"',
      '"//": "pillarlint:ignore some-rule because it is a test",\n        "name": "x"',
    ),
  );
  const twice = suppressed(name, once, 'aws_x.a') ?? '';
  const found = moduleOf({ [name]: twice }).directives;
  assert.deepEqual(
    found.map(({ form, rule, reason, resource }) => ({ form, rule, reason, resource })),
    Array(2).fill({
      form: 'metadata',
      rule: 'some-rule',
      reason: 'because it is a test',
      resource: 'aws_x.a',
    }),
  );
});

test('a structure inside of a string', () => {
  const module = (policy: string): string =>
    `{ "resource": { "aws_x": { "a": { "policy": ${JSON.stringify(policy)} } } } }\n`;
  const wish = set('aws_x.a', ['policy', 'Allow'], false);
  const editedAlone = (before: string, ...wishes: readonly Wish[]): string | undefined =>
    editedFiles({ [name]: before }, ...wishes)?.[name];
  assert.equal(
    editedAlone(module('${jsonencode({ Allow = true })}'), wish),
    module('${jsonencode({ Allow = false })}'),
  );
  assert.equal(editedAlone(module('{"Allow":true}'), wish), module('{"Allow":false}'));
  assert.equal(editedAlone(module('${var.policy}'), wish), undefined);
});

test('the data source that a name needs', () => {
  const before = `{
  "resource": {
    "aws_x": {
      "a": {}
    }
  }
}
`;
  const after = editedFiles(
    { [name]: before },
    set('aws_x.a', ['account'], { $template: [{ $pseudo: 'AWS::AccountId' }] }),
  );
  assert.deepEqual(JSON.parse(after?.[name] ?? ''), {
    resource: { aws_x: { a: { account: '${data.aws_caller_identity.current.account_id}' } } },
    data: { aws_caller_identity: { current: {} } },
  });
});
