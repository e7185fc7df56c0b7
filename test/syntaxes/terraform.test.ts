import { test } from 'node:test';
import { check } from '../fixture.ts';
import { type Language, coloured } from './tokens.ts';

/** Checks the tokens of the kinds that are named, wherever they are. */
const hcl = (kinds: string, text: string, language: Language = 'terraform') => {
  const wanted = new Set(kinds.split(', '));
  check(text, (fixture) => coloured(language, fixture.text).filter(({ message }) => wanted.has(message)));
};

test('blocks show their types and labels, attributes their names', () => {
  hcl(
    'block, label, name',
    `
    resource "aws_s3_bucket" "logs" {
    ~~~~~~~~ block
             ~~~~~~~~~~~~~~~ label
                             ~~~~~~ label
      bucket = local.names == null ? x : y
      ~~~~~~ name
      dynamic rule {
      ~~~~~~~ block
              ~~~~ label
        content { days = 3 }
        ~~~~~~~ block
                  ~~~~ name
      }
      tags = { Name = "x", team : "y", (var.key) = "z" }
      ~~~~ name
               ~~~~ name
                           ~~~~ name
    }
    locals { a-b = [for k, v in m : k => v] }
    ~~~~~~ block
             ~~~ name
  `,
  );
});

test('comments of three styles, and only they, are comments', () => {
  hcl(
    'comment',
    `
    a = 1 # one
          ~~~~~ comment
    b = "#x //y /*z*/" // two
                       ~~~~~~ comment
    /* "three */ c = 4 / 2
    ~~~~~~~~~~~~ comment
    d = <<EOT
    # not a comment
    EOT
    e = /* in */ 1
        ~~~~~~~~ comment
  `,
  );
});

test('a suppression comment shows its rule and its reason in every style', () => {
  hcl(
    'suppression, rule, reason, string',
    `
    # pillarlint:ignore log-retention kept for the audit
      ~~~~~~~~~~~~~~~~~ suppression
                        ~~~~~~~~~~~~~ rule
                                      ~~~~~~~~~~~~~~~~~~ reason
    // pillarlint:ignore log-retention
       ~~~~~~~~~~~~~~~~~ suppression
                         ~~~~~~~~~~~~~ rule
    /* pillarlint:ignore log-retention for now */ a = "# pillarlint:ignore x y"
       ~~~~~~~~~~~~~~~~~ suppression
                         ~~~~~~~~~~~~~ rule
                                       ~~~~~~~ reason
                                                      ~~~~~~~~~~~~~~~~~~~~~~~~~ string
    # see pillarlint:ignore
  `,
  );
});

test('code in strings is code, however deep, and escapes stand out', () => {
  hcl(
    'string, reference, escape, function',
    `
    a = "x-\${lookup(m, "k-\${b}", "")}-\\n-$\${c}-%%{d}"
        ~~~ string
             ~~~~~~ function
                    ~ reference
                       ~~~ string
                            ~ reference
                              ~ string
                                 ~~ string
                                     ~ string
                                      ~~ escape
                                        ~ string
                                         ~~ escape
                                           ~~~~ string
                                               ~~ escape
                                                 ~~~~ string
  `,
  );
});

test('directives are code with keywords', () => {
  hcl(
    'string, keyword',
    `
    a = "%{ if b ~}y%{ else }n%{ endif }"
        ~ string
            ~~ keyword
                   ~ string
                       ~~~~ keyword
                             ~ string
                                 ~~~~~ keyword
                                        ~ string
  `,
  );
});

test('an unclosed string ends with its line', () => {
  hcl(
    'string, name',
    `
    a = "open
    ~ name
        ~~~~~ string
    b = "\${
    ~ name
        ~ string
      { c = 1 }["c"]
        ~ name
                ~~~ string
    }-x"
     ~~~ string
    d = 1
    ~ name
  `,
  );
});

test('heredocs of both kinds end at their marker', () => {
  hcl(
    'heredoc, marker, reference, boolean',
    `
    a = <<EOT
        ~~ heredoc
          ~~~ marker
    one "EOT" \${two} true
    ~~~~~~~~~~ heredoc
                ~~~ reference
                    ~~~~~ heredoc
    EOT
    ~~~ marker
    b = f(<<-E_1
          ~~~ heredoc
             ~~~ marker
      text E_1
    ~~~~~~~~~~ heredoc
      E_1
      ~~~ marker
    , true)
      ~~~~ boolean
  `,
  );
});

test('numbers, constants, operators, types, calls and references have their own colours', () => {
  hcl(
    'number, boolean, null, operator, type, function, root, reference, member, keyword',
    `
    a = 1.5e3 + -2
        ~~~~~ number
              ~ operator
                ~ operator
                 ~ number
    b = !true && null != x2.y
        ~ operator
         ~~~~ boolean
              ~~ operator
                 ~~~~ null
                      ~~ operator
                         ~~ reference
                            ~ member
    type = list(string)
           ~~~~ function
                ~~~~~~ type
    c = provider::aws::arn(var.parts...)
        ~~~~~~~~~~~~~~~~~~ function
                           ~~~ root
                               ~~~~~ member
                                    ~~~ operator
    d = [for k, v in local.m : k if v.null == 0]
         ~~~ keyword
             ~ reference
                ~ reference
                  ~~ keyword
                     ~~~~~ root
                           ~ member
                             ~ operator
                               ~ reference
                                 ~~ keyword
                                    ~ reference
                                      ~~~~ member
                                           ~~ operator
                                              ~ number
    e = aws_vpc.v[*].id
        ~~~~~~~ reference
                ~ member
                  ~ operator
                     ~~ member
  `,
  );
});

test('values of variables have the same colours', () => {
  hcl(
    'name, string, boolean, comment',
    `
    zones = ["a", "b"] # two
    ~~~~~ name
             ~~~ string
                  ~~~ string
                       ~~~~~ comment
    on = true
    ~~ name
         ~~~~ boolean
  `,
    'tfvars',
  );
});
