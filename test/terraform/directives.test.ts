import { test } from 'node:test';
import { documentSpanOf } from '../../server/model/model.ts';
import { check, type Fixture } from '../fixture.ts';
import { moduleOf } from './describe.ts';

/** Draws the line or, for a whole resource, the comment. */
function directives(fixture: Fixture): { start: number; end: number; message: string }[] {
  const module = moduleOf(fixture);
  return module.directives.flatMap(({ rule, reason, resource, line, at }) => {
    const span = documentSpanOf(module, line ?? at);
    const first = span && fixture.text.slice(span.start, span.end).split('\n')[0];
    const indent = first?.search(/\S/) ?? 0;
    const start = (span?.start ?? 0) + indent;
    return {
      start,
      end: (span?.start ?? 0) + (first?.length ?? 0),
      message: [rule, reason, resource].filter(Boolean).join(' | '),
    };
  });
}

test('a comment above a block speaks of it as a whole, any other of its line', () => {
  check(
    `
    # pillarlint:ignore a-rule it is a test
    ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ a-rule | it is a test | aws_x.y
    resource "aws_x" "y" {
      # pillarlint:ignore b-rule because
      # of this
      acl = "public"
      ~~~~~~~~~~~~~~ b-rule | because

      days = 1 // pillarlint:ignore c-rule
      ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ c-rule

      /* pillarlint:ignore d-rule for now */
      ingress {
      ~~~~~~~~~ d-rule | for now
        port = 22
      }
      name = "# pillarlint:ignore no-rule not a comment"
    }

    resource "aws_x" "z" { # pillarlint:ignore e-rule here
                           ~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~ e-rule | here | aws_x.z
    }
    `,
    directives,
  );
});

test('a comment above a block with several instances speaks of all of them', () => {
  check(
    `
    # pillarlint:ignore a-rule all
    resource "aws_x" "y" {
    ~~~~~~~~~~~~~~~~~~~~~~ a-rule | all
      count = 2
      name  = count.index
    }
    `,
    directives,
  );
});
