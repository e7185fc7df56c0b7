/** The CloudFormation type that a SAM type mainly stands for. Connectors are left out: they become policies of others. */
const mainTypes: Readonly<Record<string, string>> = {
  'AWS::Serverless::Function': 'AWS::Lambda::Function',
  'AWS::Serverless::Api': 'AWS::ApiGateway::RestApi',
  'AWS::Serverless::HttpApi': 'AWS::ApiGatewayV2::Api',
  'AWS::Serverless::SimpleTable': 'AWS::DynamoDB::Table',
  'AWS::Serverless::StateMachine': 'AWS::StepFunctions::StateMachine',
  'AWS::Serverless::LayerVersion': 'AWS::Lambda::LayerVersion',
  'AWS::Serverless::Application': 'AWS::CloudFormation::Stack',
};

function mainTypeOf(type: string): string | undefined {
  return Object.hasOwn(mainTypes, type) ? mainTypes[type] : undefined;
}

/** The model id of what a SAM resource generates. */
export function viewId(id: string, type: string): string {
  return `${id}#${type}`;
}

/**
 * The model id that a reference to a logical id means. For a SAM resource it is the view of its main type,
 * so that relations between plain types hold for SAM too.
 */
export function targetOf(id: string, type: string): string {
  const main = mainTypeOf(type);
  return main === undefined ? id : viewId(id, main);
}
