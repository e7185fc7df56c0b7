import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { becomes, dedent, edited, replace, set } from './edited.ts';

describe('scalars and references in YAML', () => {
  const values = {
    a: 'plain text',
    b: 'true',
    c: '12',
    d: '2012-10-17',
    e: 'a: b',
    f: 'a #b',
    g: '*',
    h: '',
    i: "it's: x",
    j: 'arn:aws:s3:::b/*',
    k: true,
    l: 30,
    m: 'two\nlines',
    nn: 'no',
    o: '- x',
    p: '{{resolve:ssm:x}}',
    'q: r': 'x',
    s: [],
    t: {},
    u: '1:20',
    v: '0.0.0.0/0',
  };

  test('are quoted where they would read as something else', () => {
    becomes(
      `
      Resources:
        A:
          Type: T
      `,
      `
      Resources:
        A:
          Type: T
          Properties:
            a: plain text
            b: 'true'
            c: '12'
            d: '2012-10-17'
            e: 'a: b'
            f: 'a #b'
            g: '*'
            h: ''
            i: 'it''s: x'
            j: arn:aws:s3:::b/*
            k: true
            l: 30
            m: "two\\nlines"
            nn: 'no'
            o: '- x'
            p: '{{resolve:ssm:x}}'
            'q: r': x
            s: []
            t: {}
            u: '1:20'
            v: 0.0.0.0/0
      `,
      set('A', [], values),
    );
  });

  test('take the quotes of what they replace, or those that the template prefers', () => {
    becomes(
      `
      Resources:
        A:
          Type: T
          Properties:
            A: "x"
            B: 'x'
            C: "7"
            D: "Off"
      `,
      `
      Resources:
        A:
          Type: T
          Properties:
            A: "y"
            B: 'y'
            C: "14"
            D: true
            E: "true"
      `,
      set('A', ['A'], 'y'),
      set('A', ['B'], 'y'),
      set('A', ['C'], 14),
      set('A', ['D'], true),
      set('A', ['E'], 'true'),
    );
  });

  const references = {
    A: { $reference: { type: 'T', name: 'X' } },
    B: { $reference: { type: 'T', name: 'X', attribute: 'Arn' } },
    C: {
      $template: [
        { $reference: { type: 'T', name: 'X', attribute: 'Arn' } },
        '/',
        { $pseudo: 'AWS::AccountId' },
        '/*',
      ],
    },
  };

  test('are written in short form', () => {
    becomes(
      `
      Resources:
        A:
          Type: T
      `,
      `
      Resources:
        A:
          Type: T
          Properties:
            A: !Ref X
            B: !GetAtt X.Arn
            C: !Sub '\${X.Arn}/\${AWS::AccountId}/*'
      `,
      set('A', [], references),
    );
  });

  test('are written in long form where the template knows only that', () => {
    becomes(
      `
      Resources:
        A:
          Type: T
          Properties:
            Z:
              Ref: Y
      `,
      `
      Resources:
        A:
          Type: T
          Properties:
            Z:
              Ref: Y
            A:
              Ref: X
            B:
              Fn::GetAtt: [X, Arn]
            C:
              Fn::Sub: \${X.Arn}/\${AWS::AccountId}/*
      `,
      set('A', [], references),
    );
  });
});

describe('replacing a value at its origin', () => {
  test('finds a branch, a default and a mapping entry', () => {
    becomes(
      `
      Parameters:
        Days: { Type: Number, Default: 1 }
      Mappings:
        M:
          prod:
            Size: 'small'
      Resources:
        A:
          Type: T
          Properties:
            B: !If [X, false, !Ref Y]
            C:
              Fn::If:
                - X
                - off-x # c
                - 2
      `,
      `
      Parameters:
        Days: { Type: Number, Default: 7 }
      Mappings:
        M:
          prod:
            Size: 'large'
      Resources:
        A:
          Type: T
          Properties:
            B: !If [X, true, !Ref Y]
            C:
              Fn::If:
                - X
                - D: 1 # c
                - 2
      `,
      replace('1', 7),
      replace("'small'", 'large'),
      replace('false', true),
      replace('off-x', { D: 1 }),
    );
  });
});

describe('the default of a parameter', () => {
  test('comes to stand among the values that are allowed', () => {
    becomes(
      `
      Parameters:
        Size:
          Type: String
          AllowedValues:
            - t2.micro
            - t2.small
          Default: t2.micro
      `,
      `
      Parameters:
        Size:
          Type: String
          AllowedValues:
            - t2.micro
            - t2.small
            - t3.micro
          Default: t3.micro
      `,
      replace('t2.micro', 't3.micro'),
    );
  });

  test('is not replaced by a value that another constraint refuses', () => {
    const text = (constraint: string): string =>
      `Parameters:\n  Days:\n    Type: Number\n    Default: 7\n    ${constraint}\n`;
    assert.equal(edited(text('MaxValue: 20'), replace('7', 30)), undefined);
    assert.equal(edited(text('AllowedPattern: "[0-9]"'), replace('7', 30)), undefined);
    assert.equal(edited(text('MaxValue: 35'), replace('7', 30)), text('MaxValue: 35').replace('7', '30'));
  });
});

test('nothing is added to a property that only Globals gives to a resource', () => {
  const text = (own: string): string =>
    dedent(`
    Globals:
      Api:
        Domain: { DomainName: example.com }
    Resources:
      Shop:
        Type: AWS::Serverless::Api
        Properties:
          ${own}
  `);
  const wish = set('Shop', ['Domain', 'SecurityPolicy'], 'TLS_1_2');
  assert.equal(edited(text('StageName: live'), wish), undefined);
  assert.ok(edited(text('Domain: { DomainName: shop.example.com }'), wish));
});
