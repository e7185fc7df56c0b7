import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dedent, moduleOf, suppressed } from './edited.ts';

const text = dedent(`
  resource "aws_x" "a" {
    a = 1
    b {
      c = <<EOT
  hello
  EOT
      d = [
        "x",
        "y",
      ]
    }
  }
`);
const comment = '# pillarlint:ignore some-rule because it is a test\n';

test('a rule is silenced by a comment above the line, or above the block for all of it', () => {
  assert.equal(suppressed('main.tf', text, 'aws_x.a'), comment + text);
  assert.equal(suppressed('main.tf', text, 'aws_x.a', 'a = 1'), text.replace('  a =', `  ${comment}  a =`));
  assert.equal(
    suppressed('main.tf', text, 'aws_x.a', '"y"'),
    text.replace('      "y"', `      ${comment}      "y"`),
  );
});

test('no comment gets into a heredoc', () => {
  assert.equal(
    suppressed('main.tf', text, 'aws_x.a', 'hello'),
    text.replace('    c =', `    ${comment}    c =`),
  );
});

test('what silences is read back', () => {
  for (const written of [undefined, 'a = 1', 'hello', '"y"', 'b {']) {
    const [directive, ...more] = moduleOf({
      'main.tf': suppressed('main.tf', text, 'aws_x.a', written) ?? '',
    }).directives;
    assert.equal(directive?.rule, 'some-rule');
    assert.equal(directive.reason, 'because it is a test');
    assert.equal(directive.resource, written === undefined ? 'aws_x.a' : undefined);
    assert.equal(more.length, 0);
  }
});

test('a comment between aligned assignments ends their group', () => {
  const group = dedent(`
    resource "aws_x" "a" {
      name      = "orders"
      b         = 1
      encrypted = false
      tags = {
        Owner       = "a"
        Environment = "b"
      }
    }
  `);
  assert.equal(
    suppressed('main.tf', group, 'aws_x.a', 'encrypted = false'),
    group.replace(/name {6}= "orders"\n {2}b {9}= 1\n/, `name = "orders"\n  b    = 1\n  ${comment}`),
  );
  assert.equal(
    suppressed('main.tf', group, 'aws_x.a', 'Environment = "b"'),
    group.replace('Owner       = "a"\n', `Owner = "a"\n    ${comment}`),
  );
});
