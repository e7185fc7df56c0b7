import type { Unknown } from '../../model/value.ts';
import { type Truth, anyOf } from '../truth.ts';
import { textsOf } from './policyVerdict.ts';
import type { Predicate, PredicateContext } from './predicate.ts';
import { leavesOf, someLeaf } from './secrets.ts';
import { fitsGlob, hole, holesIn, overText } from './texts.ts';

export const writtenInPlace: Predicate = (reading, given, context) => {
  const pattern = typeof given['pattern'] === 'string' ? new RegExp(given['pattern']) : undefined;
  return overText(reading, context, (text, value) => {
    const here = value.kind === 'scalar' && !reading.defaulted && (value.origins ?? []).length === 0;
    const partly = given['partly'] === true && (value.kind === 'scalar' || value.kind === 'text');
    return (here || partly) && (pattern?.test(text) ?? true);
  });
};

export const arnOf: Predicate = (reading, given, context) => {
  const services = textsOf(given['services']);
  const types = textsOf(given['types']);
  return overText(reading, context, (text, value) => {
    const [only] = holesIn(value);
    if (text.startsWith(hole))
      return text === hole && only?.reference ? isOfType(only, types, context) : undefined;
    const [scheme, , service = '', , , ...rest] = text.split(':');
    if (scheme !== 'arn') return scheme?.includes(hole) ? undefined : false;
    if (service.includes(hole)) return undefined;
    if (!services.includes(service)) return false;
    if (typeof given['resource'] !== 'string') return true;
    const resource = rest.join(':');
    return fitsGlob(resource, given['resource']) ? true : resource.includes(hole) ? undefined : false;
  });
};

function isOfType({ reference }: Unknown, types: readonly string[], context: PredicateContext): Truth {
  const type = reference && context.byId(reference.id)?.type;
  return type === undefined ? undefined : types.includes(type);
}

export const refersToType: Predicate = (reading, given, context) => {
  const types = textsOf(given['types']);
  const attributes = textsOf(given['attributes']);
  return someLeaf(leavesOf(reading.value, context), (value) =>
    anyOf([
      false,
      ...holesIn(value).map((part): Truth => {
        if (!part.reference || !context.byId(part.reference.id))
          return isOfTypeElsewhere(part, types, attributes);
        const named = isOfType(part, types, context);
        return named === true && attributes.length > 0
          ? attributes.includes(part.reference.attribute ?? '')
          : named;
      }),
    ]),
  );
};

/** A Terraform address tells its type also where the resource is declared in a text that is not here. */
function isOfTypeElsewhere(
  { cause }: Unknown,
  types: readonly string[],
  attributes: readonly string[],
): Truth {
  if (cause.kind === 'pseudo-parameter') return false;
  const type = cause.kind === 'dangling-reference' ? /^(aws_\w+)\./.exec(cause.subject)?.[1] : undefined;
  if (type === undefined) return undefined;
  return types.includes(type) ? (attributes.length === 0 ? true : undefined) : false;
}

/** Also without `alias/`, as it is often written by mistake. */
const managedAlias = /(?:(?:^|:)alias\/|^)aws\//;

export const awsManagedKey: Predicate = (reading, _, context) =>
  overText(reading, context, (text, value) => {
    if (managedAlias.test(text)) return true;
    if (!text.includes(hole)) return false;
    const [only] = holesIn(value);
    const named = text === hole && only?.reference ? context.byId(only.reference.id) : undefined;
    if (!named) return text.endsWith(hole) ? undefined : false;
    const alias =
      named.body.entries.get('name') ??
      named.body.entries.get('key_id') ??
      named.body.entries.get('AliasName');
    const spelled = alias && context.settle(alias).value;
    return spelled?.kind === 'scalar' ? managedAlias.test(spelled.text) : false;
  });

const bucketTypes = /^(?:AWS::S3::Bucket|(?:data\.)?aws_s3_bucket(?:_website_configuration)?)$/;
const restNames =
  /^(?:DomainName|RegionalDomainName|DualStackDomainName|bucket_domain_name|bucket_regional_domain_name)$/;
const websiteNames = /^(?:WebsiteURL|website_endpoint|website_domain)$/;
const restText = /\.s3(?:\.dualstack)?(?:[.-](?!website)[\w\uE000-]+)?\.amazonaws\.com(?:\.cn)?$/;
const websiteText = /\.s3-website[.-][\w\uE000-]+\.amazonaws\.com(?:\.cn)?\/?$/;

export const bucketDomain: Predicate = (reading, _, context) =>
  overText(reading, context, (text, value) =>
    isBucketName(text, holesIn(value), restNames, restText, context),
  );

export const bucketWebsite: Predicate = (reading, _, context) =>
  overText(reading, context, (text, value) =>
    isBucketName(text, holesIn(value), websiteNames, websiteText, context),
  );

function isBucketName(
  text: string,
  holes: readonly Unknown[],
  names: RegExp,
  form: RegExp,
  context: PredicateContext,
): Truth {
  if (form.test(text)) return true;
  const [only] = holes;
  if (text === hole && only?.reference) {
    const type = context.byId(only.reference.id)?.type;
    return type === undefined
      ? undefined
      : bucketTypes.test(type) && names.test(only.reference.attribute ?? '');
  }
  return text.endsWith(hole) ? undefined : false;
}
