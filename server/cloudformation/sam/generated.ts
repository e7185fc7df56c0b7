import { targetOf, viewId } from './types.ts';

/** Logical ids that SAM makes up for what functions share. */
const shared = [
  'ServerlessRestApi',
  'ServerlessHttpApi',
  'ServerlessDeploymentApplication',
  'CodeDeployServiceRole',
];

/**
 * The SAM resource or module behind a name that is not in the text, such as `FnRole`, `ApiStage` or `Fn.Version`.
 * `target` is the model id that the name means, where there is a view of it. `undefined` when nothing makes such a name.
 */
export function generatedBy(
  name: string,
  types: ReadonlyMap<string, string>,
): { readonly target?: string | undefined } | undefined {
  let owner: string | undefined;
  let any = false;
  for (const [id, type] of types) {
    const serverless = type.startsWith('AWS::Serverless::');
    any ||= serverless;
    if (!serverless && !type.endsWith('::MODULE')) continue;
    if (name.startsWith(id) && id.length > (owner?.length ?? 0)) owner = id;
  }
  if (owner !== undefined)
    return { target: targetFor(owner, types.get(owner) ?? '', name.slice(owner.length)) };
  return any && shared.some((prefix) => name.startsWith(prefix)) ? {} : undefined;
}

function targetFor(owner: string, type: string, rest: string): string | undefined {
  if (type === 'AWS::Serverless::Function' && rest === 'Role') return viewId(owner, 'AWS::IAM::Role');
  const stage = type === 'AWS::Serverless::Api' ? 'AWS::ApiGateway::Stage' : 'AWS::ApiGatewayV2::Stage';
  if (type.endsWith('Api') && (rest === '.Stage' || rest.endsWith('Stage'))) return viewId(owner, stage);
  return rest.startsWith('.') ? targetOf(owner, type) : undefined;
}
