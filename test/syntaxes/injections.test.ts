import { test } from 'node:test';
import { check } from '../fixture.ts';
import { coloured } from './tokens.ts';

const yaml = (text: string) => {
  check(text, (fixture) => coloured('yaml', fixture.text));
};
const json = (text: string) => {
  check(text, (fixture) => coloured('json', fixture.text));
};

test('short intrinsics stand out in block and flow values', () => {
  yaml(`
    Queue: !Ref Orders
           ~~~~ intrinsic
    Zones: [!Select [0, !GetAZs ''], !GetAtt Net.Zone]
            ~~~~~~~ intrinsic
                        ~~~~~~~ intrinsic
                                     ~~~~~~~ intrinsic
    Cron: !If
          ~~~ intrinsic
      - Busy
      - !FindInMap [Rates, Day, Busy]
        ~~~~~~~~~~ intrinsic
  `);
});

test('long intrinsics stand out as keys', () => {
  yaml(`
    Role:
      Fn::GetAtt: [Runner, Arn]
      ~~~~~~~~~~ intrinsic
    Queue:
      Ref: Orders
      ~~~ intrinsic
  `);
  json(`
    {
      "Role": { "Fn::GetAtt": ["Runner", "Arn"] },
                 ~~~~~~~~~~ intrinsic
      "Region": { "Ref": "AWS::Region" }
                   ~~~ intrinsic
    }
  `);
});

test('variables stand out in every form of a substitution', () => {
  yaml(`
    Double: !Sub "arn:\${AWS::Partition}:s3:::\${Store.Arn}/*"
            ~~~~ intrinsic
                        ~~~~~~~~~~~~~~ pseudo parameter
                                               ~~~~~ variable
                                                    ~~~~ attribute
    Single: !Sub '\${Store}'
            ~~~~ intrinsic
                    ~~~~~ variable
    Plain: !Sub \${Store}-\${!Kept}
           ~~~~ intrinsic
                  ~~~~~ variable
                         ~~~~~~~~ literal
    Flow: [!Sub "\${Store}", other]
           ~~~~ intrinsic
                   ~~~~~ variable
    Pair: !Sub ["\${Name}", { Name: x }]
          ~~~~ intrinsic
                   ~~~~ variable
    Long:
      Fn::Sub: "\${Store}"
      ~~~~~~~ intrinsic
                  ~~~~~ variable
  `);
});

test('variables stand out in a block, and only there', () => {
  yaml(`
    Script: !Sub |
            ~~~~ intrinsic
      echo \${Store}
             ~~~~~ variable
        # \${AWS::Region}
            ~~~~~~~~~~~ pseudo parameter
    After: "\${Store}"
  `);
});

test('variables stand out in the text of a substitution with a map', () => {
  yaml(`
    Script: !Sub
            ~~~~ intrinsic
      - "echo \${Name}"
                ~~~~ variable
      - Name: !Ref Store
              ~~~~ intrinsic
        Other: "\${plain}"
    After: "\${Store}"
  `);
  json(`
    {
      "Text": { "Fn::Sub": "\${Store.Arn}" },
                 ~~~~~~~ intrinsic
                              ~~~~~ variable
                                   ~~~~ attribute
      "Pair": {
        "Fn::Sub": [
         ~~~~~~~ intrinsic
          "\${Name}",
             ~~~~ variable
          { "Name": "\${plain}" }
        ]
      },
      "After": "\${Store}"
    }
  `);
});

test('a suppression comment shows its rule and its reason', () => {
  yaml(`
    # pillarlint:ignore sqs-redrive replayed from the store
      ~~~~~~~~~~~~~~~~~ suppression
                        ~~~~~~~~~~~ rule
                                    ~~~~~~~~~~~~~~~~~~~~~~~ reason
    Type: AWS::SQS::Queue # pillarlint:ignore sqs-redrive
                            ~~~~~~~~~~~~~~~~~ suppression
                                              ~~~~~~~~~~~ rule
    Text: "# pillarlint:ignore sqs-redrive not a comment"
  `);
});

test('what only looks alike keeps its colours', () => {
  yaml(`
    run: echo \${{ github.ref }} \${HOME}
    table: \${self:custom.table}
    stage: "\${opt:stage, 'dev'}"
    ref: main
    $ref: '#/components/x'
    note: say !Ref Orders
    quoted: "!Sub \${Orders}"
    script: !reference [.setup, script]
    text: !Sub "\${{ x }} \${self:custom} \${file(a)}"
          ~~~~ intrinsic
    # !Ref Orders \${Orders}
  `);
  json(`
    { "ref": "x", "Ref": { "a": 1 }, "value": "\${Store}", "$ref": "#/x", "text": "Fn::Sub" }
  `);
});
